import type { MessageType, SigningAlgorithmSpec } from "@aws-sdk/client-kms";
import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { ChosenKey } from "../../../queries/chosenKey";
import { AlgorithmSelect, offered } from "../../../widgets/AlgorithmSelect";
import { BytesField } from "../../../widgets/BytesField";
import { type Draft, emptyDraft, fault, isEmpty, sizeOf } from "../../../widgets/draft";
import { KeyField } from "../../../widgets/KeyField";
import { signs } from "../keys";
import { bytesWanted, hashOf, isHashedHere, MESSAGE_BYTES_MAX, messageTypes } from "./signing";
import { text } from "./text";

/** The message, key and algorithm of Sign and Verify. */
export interface MessageDraft {
  chosen: ChosenKey;
  draft: Draft;
  setDraft: (draft: Draft) => void;
  algorithm: SigningAlgorithmSpec | undefined;
  setAlgorithm: (algorithm: SigningAlgorithmSpec) => void;
  type: MessageType;
  setType: (type: MessageType) => void;
  hashedHere: boolean;
  /** What is wrong with the message; undefined if nothing is. */
  fault: string | undefined;
}

export function useMessageDraft(chosen: ChosenKey): MessageDraft {
  const [draft, setDraft] = useState(() => emptyDraft());
  const [wanted, setAlgorithm] = useState<SigningAlgorithmSpec>("RSASSA_PSS_SHA_256");
  const [wantedType, setType] = useState<MessageType>();
  const algorithm = offered(wanted, chosen.key?.SigningAlgorithms);
  const types = messageTypes(algorithm);
  const type = offered(wantedType, types) ?? types[0];
  const size = sizeOf(draft) ?? 0;
  const hashedHere = isHashedHere(algorithm, type, size);
  return {
    chosen,
    draft,
    setDraft,
    algorithm,
    setAlgorithm,
    type,
    setType,
    hashedHere,
    fault: fault(draft) ?? faultOf(draft, size, algorithm, type, hashedHere),
  };
}

function faultOf(
  draft: Draft,
  size: number,
  algorithm: SigningAlgorithmSpec | undefined,
  type: MessageType,
  hashedHere: boolean,
): string | undefined {
  const wanted = bytesWanted(algorithm, type);
  if (isEmpty(draft)) {
    return text.nothing;
  }
  if (wanted !== undefined && size !== wanted) {
    return text.wrongLength(wanted);
  }
  return !hashedHere && size > MESSAGE_BYTES_MAX ? text.tooLong(MESSAGE_BYTES_MAX, algorithm ?? "") : undefined;
}

export function MessageFields({ message, tried }: { message: MessageDraft; tried: boolean }) {
  const { chosen, draft, algorithm, type } = message;
  const types = messageTypes(algorithm);
  const wanted = bytesWanted(algorithm, type);
  return (
    <SpaceBetween size="l">
      <KeyField chosen={chosen} accepts={signs} unfit={text.unfit} errorText={tried ? text.chooseKey : undefined} />
      <AlgorithmSelect
        label={text.algorithm}
        value={algorithm}
        options={chosen.key?.SigningAlgorithms ?? []}
        onChange={message.setAlgorithm}
      />
      {types.length > 1 && (
        <FormField label={text.type}>
          <Select
            selectedOption={{ value: type, label: text.typeLabels[type] }}
            options={types.map((each) => ({ value: each, label: text.typeLabels[each] }))}
            onChange={({ detail }) => {
              message.setType(types.find((each) => each === detail.selectedOption.value) ?? type);
            }}
          />
        </FormField>
      )}
      <BytesField
        label={text.message}
        draft={draft}
        onChange={message.setDraft}
        bytesMax={wanted ?? (message.hashedHere ? undefined : MESSAGE_BYTES_MAX)}
        errorText={isEmpty(draft) && !tried ? undefined : message.fault}
      />
      {message.hashedHere && (
        <Alert type="info">
          {algorithm === "ED25519_PH_SHA_512" ? text.hashedTwice : text.hashedHere(hashOf(algorithm))}
        </Alert>
      )}
    </SpaceBetween>
  );
}
