import { useEffect, useState } from "react";
import { type Recognized, recognize } from "../envelope/recognize";
import { bytesOfDraft, type Draft, fault, isEmpty } from "./draft";

/** What the typed or chosen ciphertext says of itself; null until there is one. */
export function useRecognized(draft: Draft): Recognized | null {
  const [found, setFound] = useState<{ draft: Draft; recognized: Recognized } | null>(null);
  useEffect(() => {
    if (isEmpty(draft) || fault(draft) !== undefined) {
      return;
    }
    let current = true;
    bytesOfDraft(draft).then(
      (bytes) => current && setFound({ draft, recognized: recognize(bytes) }),
      // The file cannot be read. The page says so when it reads it.
      () => {},
    );
    return () => {
      current = false;
    };
  }, [draft]);
  return found?.draft === draft ? found.recognized : null;
}
