import type { Event } from "@aws-sdk/client-cloudtrail";
import { kmsActions } from "./actions";

/** An event of the audit log, with what its record tells. */
export interface KeyEvent {
  id: string;
  name: string;
  time: Date;
  caller: string;
  sourceIp: string;
  requestId: string;
  error: string | null;
  message: string;
  /** By which the denial is explained; null if nothing was denied. */
  denialId: string | null;
  context: string;
  readOnly: boolean;
  /** The record as the log has it. */
  record: string;
}

interface EventRecord {
  userIdentity?: { arn?: string; type?: string; invokedBy?: string };
  sourceIPAddress?: string;
  requestID?: string;
  errorCode?: string;
  errorMessage?: string;
  additionalEventData?: { denialId?: string } | null;
  requestParameters?: { encryptionContext?: Record<string, string> } | null;
}

export function keyEvent(event: Event): KeyEvent {
  const record = JSON.parse(event.CloudTrailEvent ?? "{}") as EventRecord;
  return {
    id: event.EventId ?? "",
    name: event.EventName ?? "",
    time: event.EventTime ?? new Date(0),
    caller: record.userIdentity?.arn ?? record.userIdentity?.invokedBy ?? record.userIdentity?.type ?? "–",
    sourceIp: record.sourceIPAddress ?? "–",
    requestId: record.requestID ?? "–",
    error: record.errorCode ?? null,
    message: record.errorMessage ?? "",
    denialId: record.additionalEventData?.denialId ?? null,
    context: Object.entries(record.requestParameters?.encryptionContext ?? {})
      .map(([name, value]) => `${name}=${value}`)
      .join(", "),
    readOnly: event.ReadOnly === "true",
    record: event.CloudTrailEvent ?? "",
  };
}

/** ReEncrypt is one event; policies know it as two actions. */
export function isUse(event: Pick<KeyEvent, "name">): boolean {
  return event.name === "ReEncrypt" || kmsActions[event.name]?.group === "Use";
}

/** Whether an event is more than a look at the key: it used or changed the key, or was refused. */
export function isNotable(event: KeyEvent): boolean {
  return isUse(event) || !event.readOnly || event.error !== null;
}

/** The events newest first, each once. */
export function merged(newer: readonly KeyEvent[], older: readonly KeyEvent[]): KeyEvent[] {
  const known = new Set(newer.map((each) => each.id));
  return [...newer, ...older.filter((each) => !known.has(each.id))];
}

const columns = ["time", "name", "caller", "sourceIp", "error", "message", "context", "requestId", "id"] as const;

/** A table in RFC 4180. A value that a spreadsheet would compute gets an apostrophe before it. */
export function toCsv(events: readonly KeyEvent[]): string {
  const cell = (value: string) => {
    const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  };
  const rows = events.map((event) =>
    columns
      .map((column) => {
        const value = event[column];
        return cell(value instanceof Date ? value.toISOString() : (value ?? ""));
      })
      .join(","),
  );
  return [columns.join(","), ...rows, ""].join("\r\n");
}

export function toJson(events: readonly KeyEvent[]): string {
  return `{"Records": [\n${events.map((event) => event.record).join(",\n")}\n]}\n`;
}

export interface UsageSeries {
  name: string;
  points: { x: Date; y: number }[];
}

export interface UsageShape {
  step: "hour" | "day";
  /** How many steps there are at least, up to the newest event. */
  stepsMin: number;
  /** How many operations have a series of their own, and what the rest is called. */
  seriesMax: number;
  other: string;
}

/** How often each operation was called in each hour or day of the browser's zone; the rarest operations are one. */
export function usage(events: readonly KeyEvent[], { step, stepsMin, seriesMax, other }: UsageShape): UsageSeries[] {
  const floor = (time: Date) => {
    const start = new Date(time);
    start.setMinutes(0, 0, 0);
    if (step === "day") {
      start.setHours(0);
    }
    return start;
  };
  const totals = new Map<string, number>();
  for (const { name } of events) {
    totals.set(name, (totals.get(name) ?? 0) + 1);
  }
  const frequent = [...totals.entries()].toSorted((one, two) => two[1] - one[1]).map(([name]) => name);
  const named = new Set(frequent.length > seriesMax ? frequent.slice(0, seriesMax - 1) : frequent);
  const oldest = events.at(-1);
  const newest = events[0];
  if (oldest === undefined || newest === undefined) {
    return [];
  }
  const earliest = floor(newest.time);
  if (step === "day") {
    earliest.setDate(earliest.getDate() - (stepsMin - 1));
  } else {
    earliest.setTime(earliest.getTime() - (stepsMin - 1) * 3_600_000);
  }
  const begin = floor(oldest.time);
  const starts: Date[] = [];
  for (let start = new Date(Math.min(begin.getTime(), earliest.getTime())); start <= newest.time; ) {
    starts.push(start);
    const next = new Date(start);
    if (step === "day") {
      next.setDate(next.getDate() + 1);
    } else {
      next.setTime(next.getTime() + 3_600_000);
    }
    start = next;
  }
  const counts = new Map<string, number>();
  for (const event of events) {
    const key = `${named.has(event.name) ? event.name : other} ${floor(event.time).getTime()}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const names = [...named, ...(named.size < frequent.length ? [other] : [])];
  return names.map((name) => ({
    name,
    points: starts.map((x) => ({ x, y: counts.get(`${name} ${x.getTime()}`) ?? 0 })),
  }));
}
