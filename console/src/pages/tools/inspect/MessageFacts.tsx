import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { toHex } from "../../../bytes/encodings";
import { readBlob } from "../../../envelope/blob";
import type { EncryptedDataKey, ParsedHeader } from "../../../envelope/header";
import { KMS_PROVIDER } from "../../../envelope/message";
import { Facts, Id, KeyName } from "../../../widgets/Facts";
import { ContextList } from "./ContextList";
import { text } from "./text";

/** What a message of the AWS Encryption SDK says of itself. */
export function MessageFacts({ header, bytes }: { header: ParsedHeader; bytes: number }) {
  const { suite } = header;
  return (
    <SpaceBetween size="l">
      <Facts
        items={{
          [text.format]: text.message(suite.version),
          [text.algorithm]: `${suite.name} (0x${suite.id.toString(16).padStart(4, "0")})`,
          [text.commitment]: suite.commitment ? text.yes : text.no,
          [text.signature]: suite.curve === null ? text.no : text.signedWith(suite.curve),
          [text.frames]: header.framed ? text.frameBytes(header.frameBytes) : text.unframed,
          [text.size]: text.bytes(bytes),
          [text.messageId]: <Id id={toHex(header.messageId)} />,
          [text.context]: <ContextList context={header.context} />,
        }}
      />
      <Table
        variant="embedded"
        enableKeyboardNavigation
        wrapLines
        header={<Header variant="h3">{text.dataKeys}</Header>}
        ariaLabels={{ tableLabel: text.dataKeys }}
        trackBy={(key) => toHex(key.ciphertext)}
        items={header.dataKeys}
        columnDefinitions={[
          { id: "provider", header: text.provider, cell: (key) => key.provider },
          { id: "key", header: text.wrappedBy, isRowHeader: true, cell: (key) => <Wrapping of={key} /> },
          { id: "material", header: text.material, cell: (key) => <Material of={key} /> },
        ]}
      />
    </SpaceBetween>
  );
}

function Wrapping({ of }: { of: EncryptedDataKey }) {
  return of.provider === KMS_PROVIDER ? <KeyName arn={of.info} /> : of.info;
}

function Material({ of }: { of: EncryptedDataKey }) {
  const blob = readBlob(of.ciphertext);
  return blob === null ? <Box>{text.unknown}</Box> : <Id id={blob.keyMaterialId} />;
}
