import { type Event, recordOf } from "../../queries/events";

const columns = [
  "eventTime",
  "eventName",
  "eventSource",
  "awsRegion",
  "user",
  "sourceIPAddress",
  "errorCode",
  "errorMessage",
  "requestID",
  "eventID",
];

/** Returns the events as a table, for a program for tables. */
export function csv(events: readonly Event[]): string {
  const lines = events.map((event) => {
    const record = recordOf(event);
    return [
      record.eventTime,
      record.eventName,
      record.eventSource,
      record.awsRegion,
      record.userIdentity?.arn ?? event.Username,
      record.sourceIPAddress,
      record.errorCode,
      record.errorMessage,
      record.requestID,
      event.EventId,
    ];
  });
  return `${[columns, ...lines].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** Returns the whole records, one list as CloudTrail's files have it. */
export function json(events: readonly Event[]): string {
  return JSON.stringify({ Records: events.map(recordOf) }, null, 2);
}

function cell(value: string | undefined): string {
  const text = value ?? "";
  // A program for tables runs a cell that begins so as a formula. Callers choose some of these texts.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
