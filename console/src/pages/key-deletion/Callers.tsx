import Box from "@cloudscape-design/components/box";
import Table from "@cloudscape-design/components/table";
import { refusalText } from "../../app/refusals";
import type { useCallers } from "../../queries/callers";
import { When } from "../../widgets/When";
import { text } from "./text";

/** Who used the key, from the audit log. */
export function Callers({ query }: { query: ReturnType<typeof useCallers> }) {
  const { data, error, isFetching } = query;
  return (
    <Table
      variant="embedded"
      wrapLines
      enableKeyboardNavigation
      trackBy="name"
      ariaLabels={{ tableLabel: text.callers }}
      header={
        <Box variant="h3" padding="n">
          {text.callers}
        </Box>
      }
      loading={isFetching && data === undefined}
      items={data?.callers ?? []}
      columnDefinitions={[
        { id: "caller", header: "Caller", cell: ({ name }) => name, isRowHeader: true },
        { id: "operations", header: "Operations", cell: ({ operations }) => operations.join(", ") },
        { id: "calls", header: "Calls", cell: ({ calls }) => text.calls(calls) },
        { id: "last", header: "Last", cell: ({ last }) => <When date={last} as="ago" /> },
      ]}
      empty={
        <Box color="text-body-secondary">
          {error !== null ? refusalText(error) : data?.more === true ? text.noneOfNewest(data.events) : text.noCallers}
        </Box>
      }
      footer={data?.more === true && data.callers.length > 0 ? text.callersMore(data.events) : undefined}
    />
  );
}
