import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useClients } from "../../../app/clients";
import { pem } from "../../../kms/pem";
import { algorithmsFor, usageLabels } from "../../../kms/specs";
import { usePublicKey } from "../../../queries/keyDetails";
import { CopyAs } from "../../../widgets/CopyAs";
import { download } from "../../../widgets/download";
import { Refusal } from "../../../widgets/Refusal";
import type { TabProps } from "../tabs";
import { text as words } from "../text";
import { publicKey as text } from "./text";

/** The tab "Public key". */
export function PublicKeyTab({ keyMetadata }: TabProps) {
  const { region } = useClients();
  const { data, error } = usePublicKey(keyMetadata.KeyId ?? "");
  const content = data?.PublicKey === undefined ? null : pem("PUBLIC KEY", data.PublicKey);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.hint}
          actions={
            content !== null && (
              <SpaceBetween direction="horizontal" size="xs">
                <CopyToClipboard
                  copyButtonText={text.copy}
                  copySuccessText={text.copied}
                  copyErrorText={text.notCopied}
                  textToCopy={content}
                />
                <Button iconName="download" onClick={() => download(content, `${keyMetadata.KeyId}.pem`)}>
                  {text.download}
                </Button>
              </SpaceBetween>
            )
          }
        >
          {words.publicKey}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Refusal of={error} />
        {content === null && error === null && <Spinner />}
        {content !== null && (
          <>
            <Box variant="code">
              <pre>{content}</pre>
            </Box>
            <KeyValuePairs
              columns={3}
              items={[
                { label: text.spec, value: data?.KeySpec ?? "–" },
                { label: text.usage, value: data?.KeyUsage === undefined ? "–" : usageLabels[data.KeyUsage] },
                {
                  label: text.algorithms,
                  value:
                    data?.KeySpec === undefined || data.KeyUsage === undefined
                      ? "–"
                      : algorithmsFor(data.KeySpec, data.KeyUsage).map((name) => <div key={name}>{name}</div>),
                },
              ]}
            />
          </>
        )}
        <CopyAs call={{ service: "kms", operation: "GetPublicKey", region, input: { KeyId: keyMetadata.KeyId } }} />
      </SpaceBetween>
    </Container>
  );
}
