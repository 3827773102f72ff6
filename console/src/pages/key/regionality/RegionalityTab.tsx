import { DescribeKeyCommand, GetKeyPolicyCommand, ListResourceTagsCommand } from "@aws-sdk/client-kms";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useClients } from "../../../app/clients";
import { useTo } from "../../../app/region";
import type { KeyMetadata } from "../../../queries/keys";
import { PageLink } from "../../../widgets/PageLink";
import { KeyStatus } from "../GeneralConfiguration";
import type { TabProps } from "../tabs";
import { ChangePrimary } from "./ChangePrimary";
import { text } from "./text";

interface Relative {
  key: KeyMetadata | null;
  policy: string | null;
  tags: string | null;
}

/** The tab "Regionality": the key's relatives in other Regions, side by side. */
export function RegionalityTab({ keyMetadata, mayChange }: TabProps) {
  const clients = useClients();
  const navigate = useNavigate();
  const to = useTo();
  const [changing, setChanging] = useState(false);
  const { MultiRegionKeyType, PrimaryKey, ReplicaKeys = [] } = keyMetadata.MultiRegionConfiguration ?? {};
  const keyId = keyMetadata.KeyId ?? "";
  const primary = MultiRegionKeyType === "PRIMARY";
  const all = [...(PrimaryKey === undefined ? [] : [PrimaryKey]), ...ReplicaKeys].map((each) => ({
    region: each.Region ?? "",
    arn: each.Arn ?? "",
    primary: each.Arn === PrimaryKey?.Arn,
  }));
  const facts = useQueries({
    queries: all.map(({ region }) => ({
      queryKey: [region, "key", keyId, "relative"],
      queryFn: async (): Promise<Relative> => {
        const { kms } = clients.in(region);
        const asked = { KeyId: keyId };
        const [key, policy, tags] = await Promise.allSettled([
          kms.send(new DescribeKeyCommand(asked)),
          kms.send(new GetKeyPolicyCommand(asked)),
          kms.send(new ListResourceTagsCommand({ ...asked, Limit: 50 })),
        ]);
        return {
          key: key.status === "fulfilled" ? (key.value.KeyMetadata ?? null) : null,
          policy: policy.status === "fulfilled" ? (policy.value.Policy ?? null) : null,
          tags: tags.status === "fulfilled" ? canonical(tags.value.Tags ?? []) : null,
        };
      },
    })),
  });
  const factOf = (region: string) => facts[all.findIndex((each) => each.region === region)]?.data;
  const here = factOf(clients.region);
  const compare = (region: string, part: (fact: Relative) => string | null | undefined) => {
    const there = factOf(region);
    return region === clients.region ? "–" : <Same one={here && part(here)} other={there && part(there)} />;
  };

  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            actions={
              primary &&
              mayChange && (
                <Button
                  disabled={ReplicaKeys.length === 0}
                  disabledReason={text.noReplica}
                  onClick={() => setChanging(true)}
                >
                  {text.changePrimary}
                </Button>
              )
            }
          >
            {text.primary}
          </Header>
        }
      >
        <KeyValuePairs
          columns={2}
          items={[
            { label: text.region, value: PrimaryKey?.Region ?? "–" },
            { label: text.arn, value: primary ? text.thisOne : (PrimaryKey?.Arn ?? "–") },
          ]}
        />
      </Container>
      <Table
        items={all}
        trackBy="arn"
        enableKeyboardNavigation
        wrapLines
        ariaLabels={{ tableLabel: text.related }}
        empty={<Box color="text-body-secondary">{text.empty}</Box>}
        header={
          <Header
            variant="h2"
            counter={`(${all.length})`}
            description={text.compareHint}
            actions={
              primary &&
              mayChange && <Button onClick={() => void navigate(to(`/keys/${keyId}/replicate`))}>{text.create}</Button>
            }
          >
            {text.related}
          </Header>
        }
        columnDefinitions={[
          {
            id: "region",
            header: text.region,
            isRowHeader: true,
            cell: ({ region }) =>
              region === clients.region ? (
                `${region} ${text.here}`
              ) : (
                <PageLink href={`/keys/${keyId}?tab=regionality`} region={region}>
                  {region}
                </PageLink>
              ),
          },
          { id: "role", header: text.role, cell: (each) => (each.primary ? text.primary : text.replicaKey) },
          {
            id: "status",
            header: text.status,
            cell: ({ region }) => {
              const fact = factOf(region);
              return fact?.key === null ? text.unknown : <KeyStatus state={fact?.key?.KeyState} />;
            },
          },
          { id: "policy", header: text.policy, cell: ({ region }) => compare(region, (fact) => fact.policy) },
          {
            id: "description",
            header: text.description,
            cell: ({ region }) => compare(region, (fact) => fact.key?.Description ?? null),
          },
          { id: "tags", header: text.tags, cell: ({ region }) => compare(region, (fact) => fact.tags) },
        ]}
      />
      {changing && (
        <ChangePrimary
          keyId={keyId}
          regions={ReplicaKeys.map((each) => each.Region ?? "")}
          onClose={() => setChanging(false)}
        />
      )}
    </SpaceBetween>
  );
}

function canonical(tags: readonly { TagKey?: string | undefined; TagValue?: string | undefined }[]): string {
  return JSON.stringify(tags.map((tag) => [tag.TagKey, tag.TagValue]).toSorted());
}

function Same({ one, other }: { one: string | null | undefined; other: string | null | undefined }) {
  if (one === undefined || other === undefined) {
    return "…";
  }
  if (one === null || other === null) {
    return text.unknown;
  }
  return one === other ? (
    <StatusIndicator type="success">{text.same}</StatusIndicator>
  ) : (
    <StatusIndicator type="warning">{text.differs}</StatusIndicator>
  );
}
