import { useQuery } from "@tanstack/react-query";
import { useClients } from "../app/clients";
import { type Event, lookUp } from "./events";

/** Who used a key, how often and when at last, as far as the newest events of the audit log tell. */
export interface Caller {
  name: string;
  operations: readonly string[];
  calls: number;
  last: Date;
}

const EVENTS_MAX = 200;

/** Operations that use a key. Those that only look at it say nothing about what depends on it. */
const USES =
  /^(Encrypt|Decrypt|ReEncrypt|GenerateDataKey|GenerateDataKeyWithoutPlaintext|GenerateDataKeyPair|GenerateDataKeyPairWithoutPlaintext|Sign|Verify|GenerateMac|VerifyMac|DeriveSharedSecret|Encapsulate|Decapsulate)$/;

/** The callers that used a key in the last 90 days, the latest first: LookupEvents, which few may call often. */
export function useCallers(keyArn: string, wanted: boolean) {
  const clients = useClients();
  return useQuery({
    queryKey: [clients.region, "callers", keyArn],
    enabled: wanted,
    queryFn: async () => {
      const search = { attribute: "ResourceName", value: keyArn, start: undefined, end: undefined } as const;
      const events: Event[] = [];
      let token: string | undefined;
      // The console itself looks at the key, so many of the newest events are its own.
      do {
        const page = await lookUp(clients, search, token);
        events.push(...(page.Events ?? []));
        token = page.NextToken;
      } while (token !== undefined && events.length < EVENTS_MAX);
      return { callers: callersOf(events), events: events.length, more: token !== undefined };
    },
  });
}

/** The callers of these events that used the key. */
export function callersOf(events: readonly Event[]): Caller[] {
  const callers = new Map<string, { operations: Set<string>; calls: number; last: Date }>();
  for (const event of events) {
    if (!USES.test(event.EventName ?? "") || event.EventTime === undefined) {
      continue;
    }
    const name = callerOf(event);
    const known = callers.get(name);
    if (known === undefined) {
      callers.set(name, { operations: new Set([event.EventName ?? ""]), calls: 1, last: event.EventTime });
    } else {
      known.operations.add(event.EventName ?? "");
      known.calls += 1;
      if (event.EventTime > known.last) {
        known.last = event.EventTime;
      }
    }
  }
  return [...callers]
    .map(([name, { operations, calls, last }]) => ({ name, operations: [...operations], calls, last }))
    .sort((left, right) => right.last.getTime() - left.last.getTime());
}

function callerOf({ CloudTrailEvent, Username }: Event): string {
  try {
    const record = JSON.parse(CloudTrailEvent ?? "{}") as { userIdentity?: { arn?: string; invokedBy?: string } };
    return record.userIdentity?.arn ?? record.userIdentity?.invokedBy ?? Username ?? "unknown";
  } catch {
    return Username ?? "unknown";
  }
}
