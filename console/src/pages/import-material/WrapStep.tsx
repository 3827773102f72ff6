import type { AlgorithmSpec, KeySpec } from "@aws-sdk/client-kms";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { materialBytes, materialKind, opensslCommands } from "../../kms/importing";
import { TestWrapping } from "./TestWrapping";
import { text } from "./text";

interface Props {
  keyId: string;
  spec: KeySpec;
  algorithm: AlgorithmSpec;
  publicKey: Uint8Array | undefined;
  onWrapped: (wrapped: Uint8Array) => void;
}

/** The commands that wrap key material elsewhere; and, for tests, what does it here. */
export function WrapStep({ keyId, spec, algorithm, publicKey, onWrapped }: Props) {
  const commands = opensslCommands(keyId, spec, algorithm);
  const kind = materialKind(spec);
  const what = kind === "hmac" ? text.hmac(materialBytes(spec) ?? 0) : text[kind];
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description={`${text.unpack} ${text.lengths(what)}`}
            actions={
              <CopyToClipboard
                copyButtonText={text.copy}
                copySuccessText={text.copied}
                copyErrorText={text.notCopied}
                textToCopy={commands}
              />
            }
          >
            {text.commands}
          </Header>
        }
      >
        <Box variant="code">
          <pre>{commands}</pre>
        </Box>
      </Container>
      <ExpandableSection variant="container" headerText={text.test}>
        <TestWrapping spec={spec} algorithm={algorithm} publicKey={publicKey} onWrapped={onWrapped} />
      </ExpandableSection>
    </SpaceBetween>
  );
}
