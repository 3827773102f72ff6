import { type Event, type LookupAttributeKey, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import type { Clients } from "../app/clients";

export type { Event };

/** The record of a call, as far as the pages read it. */
export interface EventRecord {
  eventTime?: string;
  eventSource?: string;
  eventName?: string;
  awsRegion?: string;
  sourceIPAddress?: string;
  requestID?: string;
  errorCode?: string;
  errorMessage?: string;
  userIdentity?: { arn?: string; type?: string; userName?: string };
  additionalEventData?: Record<string, unknown>;
}

export function recordOf(event: Event): EventRecord {
  try {
    return JSON.parse(event.CloudTrailEvent ?? "{}") as EventRecord;
  } catch {
    return {};
  }
}

/** The id of the denial that an event records; null if it records none. */
export function denialOf(record: EventRecord): string | null {
  const id = record.additionalEventData?.denialId;
  return typeof id === "string" ? id : null;
}

export interface EventSearch {
  attribute: LookupAttributeKey | null;
  value: string;
  start: Date | undefined;
  end: Date | undefined;
}

/** CloudTrail answers two look-ups per second. */
const PAUSE_MS = 700;
const TRIES_MAX = 8;

/** Reads one page of events, the newest first. It waits while there are too many look-ups. */
export async function lookUp(clients: Clients, search: EventSearch, token: string | undefined) {
  const client = await clients.cloudTrail();
  const command = new LookupEventsCommand({ ...lookupInput(search), MaxResults: 50, NextToken: token });
  for (let tries = 1; ; tries++) {
    try {
      return await client.send(command);
    } catch (refusal) {
      if (tries >= TRIES_MAX || !(refusal instanceof Error) || !/^Throttling/.test(refusal.name)) {
        throw refusal;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

export function lookupInput({ attribute, value, start, end }: EventSearch) {
  return {
    ...(attribute === null || value === ""
      ? {}
      : { LookupAttributes: [{ AttributeKey: attribute, AttributeValue: value }] }),
    ...(start === undefined ? {} : { StartTime: start }),
    ...(end === undefined ? {} : { EndTime: end }),
  };
}
