import Button from "@cloudscape-design/components/button";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { KeyEvent } from "../../../kms/events";
import { When } from "../../../widgets/When";
import { text } from "./text";

export const columns = (show: (event: KeyEvent) => void): TableProps.ColumnDefinition<KeyEvent>[] => [
  { id: "time", header: text.time, cell: (event) => <When date={event.time} />, sortingField: "time", width: 220 },
  { id: "name", header: text.event, cell: (event) => event.name, sortingField: "name", isRowHeader: true, width: 200 },
  { id: "caller", header: text.caller, cell: (event) => event.caller, sortingField: "caller", width: 290 },
  {
    id: "outcome",
    header: text.outcome,
    sortingField: "error",
    width: 170,
    cell: (event) =>
      event.error === null ? (
        <StatusIndicator type="success">{text.ok}</StatusIndicator>
      ) : (
        <StatusIndicator type="error">{event.error}</StatusIndicator>
      ),
  },
  { id: "source", header: text.source, cell: (event) => event.sourceIp, sortingField: "sourceIp", width: 140 },
  { id: "context", header: text.context, cell: (event) => event.context || "–", sortingField: "context", width: 200 },
  {
    id: "record",
    header: text.record,
    width: 90,
    cell: (event) => (
      <Button
        variant="inline-link"
        ariaLabel={text.showNamed(event.name, event.time.toISOString())}
        onClick={() => show(event)}
      >
        {text.show}
      </Button>
    ),
  },
];
