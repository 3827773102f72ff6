import type { MacAlgorithmSpec } from "@aws-sdk/client-kms";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { type ChosenKey, useChosenKey } from "../../../queries/chosenKey";
import { BytesField } from "../../../widgets/BytesField";
import { type Draft, emptyDraft, fault, isEmpty, sizeOf } from "../../../widgets/draft";
import { KeyField } from "../../../widgets/KeyField";
import { macs } from "../keys";
import { text } from "./text";

/** Source: AWS KMS API Reference, GenerateMac, Message. */
const MESSAGE_BYTES_MAX = 4096;

/** The message and key of GenerateMac and VerifyMac. */
export interface MacDraft {
  chosen: ChosenKey;
  /** A key has one MAC algorithm. */
  algorithm: MacAlgorithmSpec | undefined;
  draft: Draft;
  setDraft: (draft: Draft) => void;
  fault: string | undefined;
}

export function useMacDraft(): MacDraft {
  const chosen = useChosenKey();
  const [draft, setDraft] = useState(() => emptyDraft());
  const tooLong = (sizeOf(draft) ?? 0) > MESSAGE_BYTES_MAX ? text.tooLong(MESSAGE_BYTES_MAX) : undefined;
  return {
    chosen,
    algorithm: chosen.key?.MacAlgorithms?.[0],
    draft,
    setDraft,
    fault: fault(draft) ?? (isEmpty(draft) ? text.nothing : tooLong),
  };
}

export function MacFields({ mac, tried }: { mac: MacDraft; tried: boolean }) {
  return (
    <SpaceBetween size="l">
      <KeyField chosen={mac.chosen} accepts={macs} unfit={text.unfit} errorText={tried ? text.chooseKey : undefined} />
      <BytesField
        label={text.message}
        draft={mac.draft}
        onChange={mac.setDraft}
        bytesMax={MESSAGE_BYTES_MAX}
        errorText={isEmpty(mac.draft) && !tried ? undefined : mac.fault}
      />
    </SpaceBetween>
  );
}
