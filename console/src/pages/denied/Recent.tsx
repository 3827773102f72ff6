import Alert from "@cloudscape-design/components/alert";
import { useQuery } from "@tanstack/react-query";
import { useClients } from "../../app/clients";
import { isDenial } from "../../app/refusals";
import { PageLink } from "../../widgets/PageLink";
import { ResourceTable } from "../../widgets/ResourceTable";
import { When } from "../../widgets/When";
import { deniedCalls } from "./find";
import { text } from "./text";

/** What was denied of late, so that nobody has to look for ids. */
export function Recent() {
  const clients = useClients();
  const calls = useQuery({ queryKey: [clients.region, "denied-calls"], queryFn: () => deniedCalls(clients) });
  if (isDenial(calls.error)) {
    return <Alert type="info">{text.mayNotLookUp}</Alert>;
  }
  return (
    <ResourceTable
      title={text.recent}
      headed
      description={text.recentHint}
      defaultSort="-time"
      query={calls}
      keyOf={({ event }) => event.EventId ?? ""}
      empty={text.noRecent}
      columns={[
        {
          id: "time",
          header: text.time,
          value: ({ event }) => event.EventTime?.toISOString(),
          cell: ({ event }) => <When date={event.EventTime} />,
          minWidth: 210,
        },
        {
          id: "call",
          header: text.call,
          value: ({ record }) => `${record.eventSource?.split(".")[0]}:${record.eventName}`,
        },
        { id: "who", header: text.who, value: ({ record }) => record.userIdentity?.arn },
        { id: "message", header: text.message, value: ({ record }) => record.errorMessage, minWidth: 360 },
        {
          id: "why",
          header: text.why,
          value: ({ denial }) => denial,
          cell: ({ denial }) => (
            <PageLink href={`/denied?id=${denial}`} ariaLabel={text.title}>
              {text.why}
            </PageLink>
          ),
        },
      ]}
    />
  );
}
