import { useState } from "react";
import { useFlash } from "../app/flashes";
import { useTheseKeysChanged } from "./keys";

/** A change of one key: whether it runs, and what the server refused. */
export interface Change {
  busy: boolean;
  refusal: unknown;
  clear: () => void;
  /** Makes the calls, says that they are done, and lets all pages ask anew about the key. False if one was refused. */
  run: (calls: () => Promise<unknown>, done?: string) => Promise<boolean>;
}

export function useChange(keyId: string): Change {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const changed = useTheseKeysChanged();
  const flash = useFlash();
  return {
    busy,
    refusal,
    clear: () => setRefusal(null),
    run: async (calls, done) => {
      setBusy(true);
      setRefusal(null);
      try {
        await calls();
        if (done !== undefined) {
          flash({ type: "success", content: done });
        }
        return true;
      } catch (refused) {
        setRefusal(refused);
        return false;
      } finally {
        // Also after a refusal, because the calls before it were done.
        await changed([keyId]);
        setBusy(false);
      }
    },
  };
}
