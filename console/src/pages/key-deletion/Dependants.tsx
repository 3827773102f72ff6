import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useState } from "react";
import { serverNow } from "../../app/clock";
import { refusalText } from "../../app/refusals";
import { useCallers } from "../../queries/callers";
import { useGrantsOfKey, useLastUsage } from "../../queries/keyFacts";
import { aliasesOf, type KeyMetadata, useAliases } from "../../queries/keys";
import { KeyStatus } from "../../widgets/KeyStatus";
import { PageLink } from "../../widgets/PageLink";
import { sayAgo, When } from "../../widgets/When";
import { Callers } from "./Callers";
import { text } from "./text";

const RECENT_MS = 90 * 24 * 60 * 60 * 1000;

interface Props {
  metadata: KeyMetadata;
  deletable: boolean;
  open: boolean;
}

/** What may depend on a key. What the audit log has is asked for when this is opened. */
export function Dependants({ metadata, deletable, open }: Props) {
  const id = metadata.KeyId ?? "";
  const [expanded, setExpanded] = useState(open);
  const aliases = aliasesOf(useAliases().data, id).map(({ AliasName = "" }) => AliasName.replace(/^alias\//, ""));
  const lastUsage = useLastUsage(id, true);
  const grants = useGrantsOfKey(id);
  const callers = useCallers(metadata.Arn ?? "", expanded);
  const lastUsed = lastUsage.data?.KeyLastUsage?.Timestamp;
  const lastUseText = `${text.lastUse}: ${lastUsed === undefined || lastUsage.isFetching ? (lastUsage.isFetching ? "–" : text.never) : sayAgo(lastUsed.getTime(), serverNow())}`;
  const replicas = metadata.MultiRegionConfiguration?.ReplicaKeys ?? [];
  return (
    <ExpandableSection
      variant="footer"
      headerText={aliases[0] ?? id}
      headerDescription={[...(aliases.length > 0 ? [id] : []), lastUseText].join(" · ")}
      expanded={expanded}
      onChange={({ detail }) => setExpanded(detail.expanded)}
    >
      <SpaceBetween size="m">
        {!deletable && <Alert type="info">{text.cannot}</Alert>}
        {lastUsed !== undefined && serverNow() - lastUsed.getTime() < RECENT_MS && (
          <Alert type="warning" header={text.recent}>
            {text.recentText(metadata.Enabled === true)}
          </Alert>
        )}
        <KeyValuePairs
          columns={4}
          items={[
            { label: text.state, value: <KeyStatus of={metadata} /> },
            {
              label: text.lastUse,
              value:
                lastUsage.error !== null ? (
                  refusalText(lastUsage.error)
                ) : lastUsage.isFetching ? (
                  <Spinner />
                ) : lastUsed === undefined ? (
                  <>
                    {text.never}
                    {lastUsage.data?.TrackingStartDate !== undefined && (
                      <Box variant="small" display="block">
                        {text.since} <When date={lastUsage.data.TrackingStartDate} as="date" />
                      </Box>
                    )}
                  </>
                ) : (
                  <>
                    <When date={lastUsed} as="ago" />{" "}
                    <Box variant="small">{lastUsage.data?.KeyLastUsage?.Operation}</Box>
                  </>
                ),
            },
            {
              label: text.aliases,
              value:
                aliases.length === 0 ? (
                  text.noAliases
                ) : (
                  <>
                    {aliases.join(", ")}
                    <Box variant="small" display="block">
                      {text.aliasesGo}
                    </Box>
                  </>
                ),
            },
            {
              label: text.grants,
              value:
                grants.error !== null ? (
                  refusalText(grants.error)
                ) : grants.data === undefined ? (
                  <Spinner />
                ) : (
                  <PageLink href={`/keys/${id}?tab=grants`}>{text.grantsOf(grants.data.length)}</PageLink>
                ),
            },
            ...(replicas.length > 0
              ? [
                  {
                    label: text.replicas,
                    value: text.replicasOf(replicas.map(({ Region = "" }) => Region).join(", ")),
                  },
                ]
              : []),
          ]}
        />
        <Callers query={callers} />
      </SpaceBetween>
    </ExpandableSection>
  );
}
