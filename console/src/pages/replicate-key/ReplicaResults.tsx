import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { refusalText } from "../../app/refusals";
import { PageLink } from "../../widgets/PageLink";
import type { ReplicaResult } from "./replication";
import { text } from "./text";

const looks: Record<ReplicaResult["state"], StatusIndicatorProps.Type> = {
  waiting: "pending",
  creating: "in-progress",
  created: "success",
  withoutAlias: "warning",
  failed: "error",
};

interface Props {
  keyId: string;
  results: readonly ReplicaResult[];
  onRetry: () => void;
}

/** What came of each Region; those that failed can be tried again. */
export function ReplicaResults({ keyId, results, onRetry }: Props) {
  const running = results.some((each) => each.state === "waiting" || each.state === "creating");
  const failed = results.some((each) => each.state === "failed" || each.state === "withoutAlias");
  return (
    <Table
      items={results}
      trackBy="region"
      enableKeyboardNavigation
      wrapLines
      ariaLabels={{ tableLabel: text.results }}
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {failed && !running && <Button onClick={onRetry}>{text.retry}</Button>}
              <PageLink href={`/keys/${keyId}?tab=regionality`} variant="primary">
                {text.back}
              </PageLink>
            </SpaceBetween>
          }
        >
          {text.results}
        </Header>
      }
      columnDefinitions={[
        { id: "region", header: text.region, cell: (each) => each.region, isRowHeader: true },
        {
          id: "result",
          header: text.result,
          cell: (each) => <StatusIndicator type={looks[each.state]}>{text[each.state]}</StatusIndicator>,
        },
        {
          id: "details",
          header: text.details,
          cell: (each) =>
            each.refusal !== undefined ? (
              refusalText(each.refusal)
            ) : each.state === "created" ? (
              <PageLink href={`/keys/${keyId}`} region={each.region}>
                {text.view}
              </PageLink>
            ) : (
              "–"
            ),
        },
      ]}
    />
  );
}
