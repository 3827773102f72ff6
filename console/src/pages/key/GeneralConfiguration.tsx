import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs, { type KeyValuePairsProps } from "@cloudscape-design/components/key-value-pairs";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { serverNow } from "../../app/clock";
import { refusalText } from "../../app/refusals";
import { regionalityOf, stateLabels } from "../../kms/specs";
import { useLastUsage } from "../../queries/keyFacts";
import { aliasesOf, type KeyMetadata, useAliases } from "../../queries/keys";
import { PageLink } from "../../widgets/PageLink";
import { sayAgo, When } from "../../widgets/When";
import { text } from "./text";

const stateTypes: Record<string, StatusIndicatorProps.Type> = {
  Enabled: "success",
  Disabled: "stopped",
  PendingDeletion: "warning",
  PendingReplicaDeletion: "warning",
  PendingImport: "pending",
  Unavailable: "error",
  Creating: "in-progress",
  Updating: "in-progress",
};

export function KeyStatus({ state }: { state: KeyMetadata["KeyState"] }) {
  return (
    <StatusIndicator type={stateTypes[state ?? ""] ?? "info"}>
      {state === undefined ? "–" : (stateLabels[state] ?? state)}
    </StatusIndicator>
  );
}

/** The box at the top of the page of a key. */
export function GeneralConfiguration({ keyMetadata }: { keyMetadata: KeyMetadata }) {
  const id = keyMetadata.KeyId ?? "";
  const arn = keyMetadata.Arn ?? "";
  const names = aliasesOf(useAliases().data, id);
  const items: KeyValuePairsProps.Item[] = [
    {
      label: text.alias,
      value:
        names.length === 0 ? (
          "–"
        ) : (
          <>
            {names[0]?.AliasName?.replace(/^alias\//, "")}{" "}
            {names.length > 1 && (
              <PageLink href={`/keys/${id}?tab=aliases`}>{text.moreAliases(names.length - 1)}</PageLink>
            )}
          </>
        ),
    },
    { label: text.status, value: <KeyStatus state={keyMetadata.KeyState} /> },
    { label: text.created, value: <When date={keyMetadata.CreationDate} /> },
    {
      label: text.arn,
      value: (
        <CopyToClipboard
          variant="inline"
          textToCopy={arn}
          copyButtonAriaLabel={text.copyArn}
          copySuccessText={text.copied}
          copyErrorText={text.notCopied}
        />
      ),
    },
    { label: text.description, value: keyMetadata.Description === "" ? "–" : (keyMetadata.Description ?? "–") },
    { label: text.lastUsage, value: <LastUsage keyId={id} /> },
  ];
  if (keyMetadata.MultiRegion === true) {
    items.push({ label: text.regionality, value: regionalityOf(keyMetadata) });
  }
  if (keyMetadata.ValidTo !== undefined) {
    items.push({ label: text.expires, value: <When date={keyMetadata.ValidTo} /> });
  }
  return (
    <Container header={<Header variant="h2">{text.general}</Header>}>
      <KeyValuePairs columns={3} items={items} />
    </Container>
  );
}

function LastUsage({ keyId }: { keyId: string }) {
  const { data, error } = useLastUsage(keyId);
  if (error !== null) {
    return <Box color="text-status-inactive">{refusalText(error)}</Box>;
  }
  const { Timestamp, Operation, CloudTrailEventId } = data?.KeyLastUsage ?? {};
  if (data === undefined) {
    return "–";
  }
  if (Timestamp === undefined) {
    return (
      <>
        {text.neverUsed} <When date={data.TrackingStartDate} />
      </>
    );
  }
  return (
    <>
      {Operation}, {sayAgo(Timestamp.getTime(), serverNow())}
      <Box variant="small" display="block">
        <When date={Timestamp} />
        {CloudTrailEventId !== undefined && (
          <>
            {" · "}
            <PageLink href={`/audit?attribute=EventId&value=${encodeURIComponent(CloudTrailEventId)}&last=90-day`}>
              {text.event}
            </PageLink>
          </>
        )}
      </Box>
    </>
  );
}
