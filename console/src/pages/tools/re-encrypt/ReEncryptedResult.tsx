import type { ReEncryptResponse } from "@aws-sdk/client-kms";
import type { Bytes } from "../../../bytes/encodings";
import { BytesResult } from "../../../widgets/BytesResult";
import { Facts, Id, KeyName } from "../../../widgets/Facts";
import { Result } from "../../../widgets/Result";
import { text } from "./text";

export type ReEncrypted = ReEncryptResponse & { ciphertext: Bytes };

export function ReEncryptedResult({ result }: { result: ReEncrypted }) {
  const id = (value: string | undefined) => (value === undefined ? undefined : <Id id={value} />);
  return (
    <Result title={text.result} of={result}>
      <BytesResult label={text.newCiphertext} bytes={result.ciphertext} fileName={text.fileName} />
      <Facts
        items={{
          [text.from]: <KeyName arn={result.SourceKeyId ?? ""} />,
          [text.to]: <KeyName arn={result.KeyId ?? ""} />,
          [text.fromMaterial]: id(result.SourceKeyMaterialId),
          [text.toMaterial]: id(result.DestinationKeyMaterialId),
          [text.usedAlgorithm]: result.DestinationEncryptionAlgorithm,
        }}
      />
    </Result>
  );
}
