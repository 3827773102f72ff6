import Checkbox from "@cloudscape-design/components/checkbox";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { type ChosenKey, useChosenKey } from "../../../queries/chosenKey";
import { ContextRows } from "../../../widgets/ContextRows";
import { type ContextPair, contextIsFine, contextOf } from "../../../widgets/context";
import { KeyField } from "../../../widgets/KeyField";
import { makesDataKeys } from "../keys";
import { text } from "./text";

/** What all requests for data keys have. */
export interface DataKeyDraft {
  chosen: ChosenKey;
  input: { KeyId: string; EncryptionContext: Record<string, string> | undefined };
  isFine: boolean;
  bare: boolean;
  setBare: (bare: boolean) => void;
  pairs: ContextPair[];
  setPairs: (pairs: ContextPair[]) => void;
}

export function useDataKeyDraft(): DataKeyDraft {
  const chosen = useChosenKey();
  const [pairs, setPairs] = useState<ContextPair[]>([]);
  const [bare, setBare] = useState(false);
  return {
    chosen,
    input: { KeyId: chosen.id ?? "", EncryptionContext: contextOf(pairs) },
    isFine: chosen.id !== null && contextIsFine(pairs),
    bare,
    setBare,
    pairs,
    setPairs,
  };
}

export function KeyOfDataKey({ draft, tried }: { draft: DataKeyDraft; tried: boolean }) {
  return (
    <KeyField
      chosen={draft.chosen}
      accepts={makesDataKeys}
      description={text.keyHint}
      unfit={text.unfit}
      errorText={tried ? text.chooseKey : undefined}
    />
  );
}

export function DataKeyOptions({ draft }: { draft: DataKeyDraft }) {
  return (
    <SpaceBetween size="l">
      <Checkbox
        checked={draft.bare}
        description={text.withoutPlaintextHint}
        onChange={({ detail }) => draft.setBare(detail.checked)}
      >
        {text.withoutPlaintext}
      </Checkbox>
      <ContextRows pairs={draft.pairs} onChange={draft.setPairs} />
    </SpaceBetween>
  );
}
