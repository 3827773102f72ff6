import { Facts, Id, KeyName } from "../../../widgets/Facts";
import { Result } from "../../../widgets/Result";
import { SecretBytes } from "../../../widgets/SecretBytes";
import { ContextList } from "../inspect/ContextList";
import type { DecryptedFile } from "./decrypt";
import { text } from "./text";

export function DecryptedResult({ result }: { result: DecryptedFile }) {
  const { name } = result;
  const fileName = name?.endsWith(text.suffix) ? name.slice(0, -text.suffix.length) : text.fileName;
  return (
    <Result title={text.result} of={result}>
      <SecretBytes label={text.plaintext} bytes={result.plaintext} fileName={fileName} />
      <Facts
        items={{
          [text.key]: <KeyName arn={result.keyArn} />,
          [text.material]: result.keyMaterialId === undefined ? undefined : <Id id={result.keyMaterialId} />,
          [text.usedAlgorithm]: result.algorithm,
          [text.context]: result.context === undefined ? undefined : <ContextList context={result.context} />,
        }}
      />
    </Result>
  );
}
