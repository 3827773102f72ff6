import type { EncryptionAlgorithmSpec } from "@aws-sdk/client-kms";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { isSymmetricEncryption } from "../../../kms/specs";
import type { ChosenKey } from "../../../queries/chosenKey";
import { AlgorithmSelect, offered } from "../../../widgets/AlgorithmSelect";
import { ContextRows } from "../../../widgets/ContextRows";
import { type ContextPair, contextIsFine, contextOf } from "../../../widgets/context";
import { KeyField } from "../../../widgets/KeyField";
import { encrypts } from "../keys";
import { text } from "./text";

/** The key, algorithm and context of one side. */
export interface Side {
  chosen: ChosenKey;
  symmetric: boolean;
  algorithm: EncryptionAlgorithmSpec | undefined;
  context: Record<string, string> | undefined;
  isFine: boolean;
  pairs: ContextPair[];
  setPairs: (pairs: ContextPair[]) => void;
  setAlgorithm: (algorithm: EncryptionAlgorithmSpec) => void;
}

export function useSide(chosen: ChosenKey): Side {
  const [pairs, setPairs] = useState<ContextPair[]>([]);
  const [wanted, setAlgorithm] = useState<EncryptionAlgorithmSpec>("RSAES_OAEP_SHA_256");
  const symmetric = chosen.key === undefined || isSymmetricEncryption(chosen.key);
  return {
    chosen,
    symmetric,
    algorithm: symmetric ? undefined : offered(wanted, chosen.key?.EncryptionAlgorithms),
    context: symmetric ? contextOf(pairs) : undefined,
    isFine: !symmetric || contextIsFine(pairs),
    pairs,
    setPairs,
    setAlgorithm,
  };
}

interface Props {
  side: Side;
  keyLabel: string;
  keyHint?: string;
  algorithmLabel: string;
  contextLabel: string;
  contextHint?: string;
  optional?: boolean;
  errorText: string | undefined;
}

export function SidePanel({ side, keyLabel, keyHint, algorithmLabel, contextLabel, contextHint, ...rest }: Props) {
  return (
    <SpaceBetween size="l">
      <KeyField
        {...rest}
        chosen={side.chosen}
        accepts={encrypts}
        label={keyLabel}
        {...(keyHint === undefined ? {} : { description: keyHint })}
        unfit={text.unfit}
      />
      <AlgorithmSelect
        label={algorithmLabel}
        value={side.algorithm}
        options={side.symmetric ? [] : (side.chosen.key?.EncryptionAlgorithms ?? [])}
        onChange={side.setAlgorithm}
      />
      {side.symmetric && (
        <ContextRows
          pairs={side.pairs}
          onChange={side.setPairs}
          label={contextLabel}
          {...(contextHint === undefined ? {} : { description: contextHint })}
        />
      )}
    </SpaceBetween>
  );
}
