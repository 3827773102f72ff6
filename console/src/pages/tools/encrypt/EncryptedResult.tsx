import Box from "@cloudscape-design/components/box";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import { BytesResult } from "../../../widgets/BytesResult";
import { Facts, Id, KeyName } from "../../../widgets/Facts";
import { Result } from "../../../widgets/Result";
import { messageCode } from "../messageCode";
import type { Encrypted } from "./encrypt";
import { text } from "./text";

export function EncryptedResult({ result }: { result: Encrypted }) {
  const { name = text.fileName } = result;
  return (
    <Result title={text.result} of={result}>
      <BytesResult label={text.ciphertext} bytes={result.ciphertext} fileName={`${name}${text.suffix}`} />
      <Facts
        items={{
          [text.key]: <KeyName arn={result.keyArn} />,
          [text.material]: result.keyMaterialId === undefined ? undefined : <Id id={result.keyMaterialId} />,
          [text.usedAlgorithm]: result.algorithm,
          [text.format]: result.isMessage ? text.message : text.blob,
        }}
      />
      {result.isMessage && <OpenElsewhere keyArn={result.keyArn} name={name} />}
    </Result>
  );
}

/** The command that decrypts the saved message without the console. */
function OpenElsewhere({ keyArn, name }: { keyArn: string; name: string }) {
  const command = messageCode("AWS CLI", {
    encrypts: false,
    keyArn,
    region: keyArn.split(":")[3] ?? "",
    endpoint: window.location.origin,
    context: {},
    fileName: `${name}${text.suffix}`,
  });
  return (
    <ExpandableSection headerText={text.openElsewhere}>
      <CopyToClipboard
        copyButtonText={text.copy}
        copySuccessText={text.copied}
        copyErrorText={text.notCopied}
        textToCopy={command}
      />
      <Box variant="code">
        <pre>{command}</pre>
      </Box>
    </ExpandableSection>
  );
}
