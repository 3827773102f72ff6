import { useCollection } from "@cloudscape-design/collection-hooks";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Header from "@cloudscape-design/components/header";
import Pagination from "@cloudscape-design/components/pagination";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import Toggle from "@cloudscape-design/components/toggle";
import { useMemo, useState } from "react";
import { isNotable, isUse, type KeyEvent, toCsv, toJson } from "../../../kms/events";
import { useActivity } from "../../../queries/activity";
import { download } from "../../../widgets/download";
import { Refusal } from "../../../widgets/Refusal";
import type { TabProps } from "../tabs";
import { text as words } from "../text";
import { columns } from "./columns";
import { EventRecord } from "./EventRecord";
import { text } from "./text";
import { UsageChart } from "./UsageChart";

const PAGE = 25;
const NO_EVENTS: KeyEvent[] = [];

const kinds: Record<string, (event: KeyEvent) => boolean> = {
  notable: isNotable,
  use: isUse,
  changes: (event) => !event.readOnly,
  refused: (event) => event.error !== null,
  all: () => true,
};

/** The tab "Activity": the key's own trail, live. */
export function ActivityTab({ keyMetadata }: TabProps) {
  const [live, setLive] = useState(true);
  const [kind, setKind] = useState("notable");
  const [shown, setShown] = useState<KeyEvent | null>(null);
  const activity = useActivity(keyMetadata.Arn ?? "", live);
  const events = activity.events ?? NO_EVENTS;
  const chosen = useMemo(() => events.filter(kinds[kind] ?? (() => true)), [events, kind]);
  const charted = useMemo(() => (kind === "all" || kind === "notable" ? chosen.filter(isUse) : chosen), [chosen, kind]);
  const { items, allPageItems, collectionProps, filterProps, paginationProps, filteredItemsCount } = useCollection(
    chosen,
    {
      filtering: {
        empty: <Box color="text-body-secondary">{text.empty}</Box>,
        noMatch: <Box color="text-body-secondary">{text.noMatch}</Box>,
        filteringFunction: (event, wanted) => event.record.toLowerCase().includes(wanted.toLowerCase()),
      },
      sorting: {},
      pagination: { pageSize: PAGE },
    },
  );
  const save = (id: string) =>
    id === "csv"
      ? download(toCsv(allPageItems), `${keyMetadata.KeyId}-activity.csv`)
      : download(toJson(allPageItems), `${keyMetadata.KeyId}-activity.json`);

  return (
    <SpaceBetween size="l">
      <Refusal of={activity.error} />
      <UsageChart events={charted} />
      <Table
        {...collectionProps}
        items={items}
        loading={activity.events === undefined && activity.error === null}
        loadingText={words.loading}
        trackBy="id"
        enableKeyboardNavigation
        resizableColumns
        wrapLines
        ariaLabels={{ tableLabel: text.title }}
        columnDefinitions={columns(setShown)}
        pagination={chosen.length > PAGE && <Pagination {...paginationProps} />}
        header={
          <Header
            variant="h2"
            counter={`(${chosen.length}${activity.hasOlder ? "+" : ""})`}
            description={text.description}
            actions={
              <SpaceBetween direction="horizontal" size="s" alignItems="center">
                <Toggle checked={live} onChange={({ detail }) => setLive(detail.checked)}>
                  {text.live}
                </Toggle>
                <ButtonDropdown
                  items={[
                    { id: "csv", text: text.csv },
                    { id: "json", text: text.json },
                  ]}
                  disabled={chosen.length === 0}
                  onItemClick={({ detail }) => save(detail.id)}
                >
                  Export
                </ButtonDropdown>
              </SpaceBetween>
            }
          >
            {text.title}
          </Header>
        }
        filter={
          <SpaceBetween direction="horizontal" size="s">
            <SegmentedControl
              label={text.kinds}
              selectedId={kind}
              options={[
                { id: "notable", text: text.notable },
                { id: "use", text: text.use },
                { id: "changes", text: text.changes },
                { id: "refused", text: text.refused },
                { id: "all", text: text.all },
              ]}
              onChange={({ detail }) => setKind(detail.selectedId)}
            />
            <TextFilter
              {...filterProps}
              filteringPlaceholder={text.find}
              filteringAriaLabel={text.find}
              countText={text.counted(filteredItemsCount ?? 0)}
            />
          </SpaceBetween>
        }
        footer={
          <Box textAlign="center">
            {activity.hasOlder ? (
              <Button loading={activity.loadingOlder} onClick={() => void activity.loadOlder()}>
                {text.older}
              </Button>
            ) : (
              events.length > 0 && <Box color="text-body-secondary">{text.end}</Box>
            )}
          </Box>
        }
      />
      {shown !== null && <EventRecord event={shown} onClose={() => setShown(null)} />}
    </SpaceBetween>
  );
}
