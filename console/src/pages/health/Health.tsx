import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Cards from "@cloudscape-design/components/cards";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { HealthEntry } from "../../app/session";
import { useHealth } from "../../queries/health";
import { Page } from "../../widgets/Page";
import { Refusal } from "../../widgets/Refusal";
import { When } from "../../widgets/When";
import { states } from "./states";
import { parts, text } from "./text";

/** The state of the server, part by part. */
export default function Health() {
  const health = useHealth();
  const entries = health.data === undefined ? [] : inOrder(health.data);
  const worst = (["bad", "warn", "ok"] as const).find((state) => entries.some((entry) => entry.state === state));
  return (
    <Page
      title={text.title}
      description={text.description}
      actions={
        <Button iconName="refresh" loading={health.isFetching} onClick={() => void health.refetch()}>
          {text.refresh}
        </Button>
      }
    >
      <Refusal of={health.error} />
      {worst !== undefined && <Alert type={states[worst]}>{text.all[worst]}</Alert>}
      <Cards
        items={entries}
        trackBy="id"
        ariaLabels={{ itemSelectionLabel: () => "", selectionGroupLabel: "" }}
        loading={health.isPending}
        loadingText={text.description}
        cardsPerRow={[{ cards: 1 }, { minWidth: 600, cards: 2 }, { minWidth: 1000, cards: 3 }]}
        cardDefinition={{
          header: ({ id }) => parts[id]?.name ?? id,
          sections: [
            {
              id: "state",
              content: ({ state, text: says }) => <StatusIndicator type={states[state]}>{says}</StatusIndicator>,
            },
            {
              id: "hint",
              content: ({ id }) => <Box color="text-body-secondary">{parts[id]?.hint}</Box>,
            },
          ],
        }}
      />
      {health.dataUpdatedAt > 0 && (
        <Box color="text-body-secondary">
          {text.asked} <When date={new Date(health.dataUpdatedAt)} />
        </Box>
      )}
    </Page>
  );
}

/** Parts that this page does not know come last. */
function inOrder(health: Record<string, HealthEntry>): (HealthEntry & { id: string })[] {
  const order = Object.keys(parts);
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  return Object.entries(health)
    .map(([id, entry]) => ({ id, ...entry }))
    .sort((a, b) => place(a.id) - place(b.id));
}
