import { LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Toggle from "@cloudscape-design/components/toggle";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { useClients } from "../../app/clients";
import { type Event, lookUp, lookupInput, recordOf } from "../../queries/events";
import { callOf } from "../../queries/iam";
import { CopyAs } from "../../widgets/CopyAs";
import { download } from "../../widgets/download";
import { Refusal } from "../../widgets/Refusal";
import { type Column, ResourceTable } from "../../widgets/ResourceTable";
import { When } from "../../widgets/When";
import { EventModal } from "./EventModal";
import { csv, json } from "./exported";
import { searchOf } from "./searched";
import { text } from "./text";

const EVERY_MS = 5_000;

/** The events that the address searches, the newest first. */
export function Events() {
  const clients = useClients();
  const [address] = useSearchParams();
  const [shown, setShown] = useState<Event | null>(null);
  const [live, setLive] = useState(false);
  const asked = ["attribute", "value", "last", "from", "to"].map((name) => address.get(name) ?? "");
  const events = useInfiniteQuery({
    queryKey: [clients.region, "events", ...asked],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => lookUp(clients, searchOf(address, new Date()), pageParam),
    getNextPageParam: (page) => page.NextToken,
    refetchInterval: ({ state }) => (live && (state.data?.pages.length ?? 0) <= 1 ? EVERY_MS : false),
  });
  const found = useMemo(() => events.data?.pages.flatMap((page) => page.Events ?? []), [events.data]);
  const count = found?.length ?? 0;
  return (
    <SpaceBetween size="s">
      <Refusal of={events.error} />
      <ResourceTable
        title={text.events}
        headed
        defaultSort="-time"
        query={{ data: found, error: null, isPending: events.isPending, refetch: () => events.refetch() }}
        keyOf={({ EventId }) => EventId ?? ""}
        empty={text.noEvents}
        columns={columns(setShown)}
        actions={
          <ButtonDropdown
            disabled={count === 0}
            items={[
              { id: "csv", text: text.downloadCsv, description: text.downloadHint(count) },
              { id: "json", text: text.downloadJson, description: text.downloadHint(count) },
            ]}
            onItemClick={({ detail }) =>
              detail.id === "csv"
                ? download(new Blob([csv(found ?? [])], { type: "text/csv" }), "events.csv")
                : download(new Blob([json(found ?? [])], { type: "application/json" }), "events.json")
            }
          >
            {text.download}
          </ButtonDropdown>
        }
        filters={
          <Toggle checked={live} onChange={({ detail }) => setLive(detail.checked)}>
            {text.live}
          </Toggle>
        }
      />
      <Box textAlign="center">
        {events.hasNextPage ? (
          <Button loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
            {text.loadMore}
          </Button>
        ) : (
          count > 0 && <Box color="text-body-secondary">{text.noMore}</Box>
        )}
      </Box>
      <CopyAs
        call={callOf("cloudtrail", clients.region, new LookupEventsCommand(lookupInput(searchOf(address, new Date()))))}
      />
      {shown !== null && <EventModal event={shown} onClose={() => setShown(null)} />}
    </SpaceBetween>
  );
}

function columns(show: (event: Event) => void): Column<Event>[] {
  return [
    {
      id: "name",
      header: text.eventName,
      value: ({ EventName }) => EventName,
      cell: (event) => (
        <Link
          href="#"
          onFollow={(click) => {
            click.preventDefault();
            show(event);
          }}
        >
          {event.EventName}
        </Link>
      ),
    },
    {
      id: "time",
      header: text.eventTime,
      value: ({ EventTime, CloudTrailEvent }) => recordOf({ CloudTrailEvent }).eventTime ?? EventTime?.toISOString(),
      cell: ({ EventTime }) => <When date={EventTime} />,
      minWidth: 210,
    },
    {
      id: "error",
      header: text.errorCode,
      minWidth: 190,
      value: (event) => recordOf(event).errorCode,
      cell: (event) => {
        const code = recordOf(event).errorCode;
        return code === undefined ? "–" : <StatusIndicator type="error">{code}</StatusIndicator>;
      },
    },
    { id: "user", header: text.userName, value: ({ Username }) => Username },
    { id: "source", header: text.eventSource, value: ({ EventSource }) => EventSource },
    {
      id: "resources",
      header: text.resources,
      value: ({ Resources }) => (Resources ?? []).map(({ ResourceName }) => ResourceName).join(", ") || undefined,
    },
    { id: "ip", header: text.sourceIp, value: (event) => recordOf(event).sourceIPAddress },
  ];
}
