import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useClients } from "../app/clients";
import { isNotable, type KeyEvent, keyEvent, merged } from "../kms/events";

const LIVE_MS = 5_000;
/** LookupEvents may be called twice a second. */
const BETWEEN_PAGES_MS = 500;
const PAGES_AT_ONCE_MAX = 6;
/** At first, pages are loaded until so many events are no mere reads, such as those of this console. */
const NOTABLE_MIN = 50;

interface Activity {
  events: KeyEvent[];
  /** Where the older ones begin; undefined at the end. */
  older: string | undefined;
}

/** The events that name a key. New ones come by themselves if `live`; older ones when they are asked for. */
export function useActivity(arn: string, live: boolean) {
  const clients = useClients();
  const queries = useQueryClient();
  const [loading, setLoading] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const queryKey = [clients.region, "activity", arn];

  async function page(token?: string) {
    const { LookupEventsCommand } = await import("@aws-sdk/client-cloudtrail");
    const client = await clients.cloudTrail();
    const answer = await client.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: "ResourceName", AttributeValue: arn }],
        MaxResults: 50,
        NextToken: token,
      }),
    );
    return { events: (answer.Events ?? []).map(keyEvent), older: answer.NextToken };
  }

  const query = useQuery({
    queryKey,
    refetchInterval: live ? LIVE_MS : false,
    queryFn: async (): Promise<Activity> => {
      const known = queries.getQueryData<Activity>(queryKey);
      const newest = await page();
      const newestKnown = known?.events[0]?.id;
      const isEnough = (events: readonly KeyEvent[]) =>
        newestKnown === undefined
          ? events.filter(isNotable).length >= NOTABLE_MIN
          : events.some((each) => each.id === newestKnown);
      let found: Activity = newest;
      for (let count = 1; !isEnough(found.events); count += 1) {
        if (found.older === undefined || count === PAGES_AT_ONCE_MAX) {
          // What is older is loaded again on request.
          return found;
        }
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_PAGES_MS));
        const next = await page(found.older);
        found = { events: merged(found.events, next.events), older: next.older };
      }
      return known === undefined || newestKnown === undefined
        ? found
        : { events: merged(found.events, known.events), older: known.older };
    },
  });

  return {
    events: query.data?.events,
    error: query.error ?? refusal,
    hasOlder: query.data?.older !== undefined,
    loadingOlder: loading,
    loadOlder: async () => {
      const token = query.data?.older;
      if (token === undefined) {
        return;
      }
      setLoading(true);
      setRefusal(null);
      try {
        const next = await page(token);
        queries.setQueryData<Activity>(queryKey, (now) => ({
          events: merged(now?.events ?? [], next.events),
          older: next.older,
        }));
      } catch (refused) {
        setRefusal(refused);
      } finally {
        setLoading(false);
      }
    },
  };
}
