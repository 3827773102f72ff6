import { DecodeAuthorizationMessageCommand } from "@aws-sdk/client-sts";
import type { Clients } from "../../app/clients";
import { serverNow } from "../../app/clock";
import { denialOf, type Event, type EventRecord, lookUp, recordOf } from "../../queries/events";
import { type Decoded, decode, denialIn, messageIn, operationIn, saysSame } from "./explanation";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A page has 50 events. */
const PAGES_MAX = 6;

export interface DeniedCall {
  event: Event;
  record: EventRecord;
  denial: string;
}

export async function explain(clients: Clients, denial: string): Promise<Decoded> {
  const sts = await clients.sts();
  const answer = await sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: denial }));
  return decode(answer.DecodedMessage);
}

/** Finds the id that a text has, or that the record of the call with this refusal has; null if there is none. */
export async function denialBehind(clients: Clients, text: string): Promise<string | null> {
  const id = denialIn(text);
  if (id !== null) {
    return id;
  }
  const message = messageIn(text);
  const calls = await deniedCalls(clients, operationIn(message), ({ record }) =>
    saysSame(message, record.errorMessage),
  );
  return calls[0]?.denial ?? null;
}

/**
 * Returns denied calls of the last day, the newest first.
 *
 * @param operation only calls of this name
 * @param wanted ends the search with the first call that it accepts
 */
export async function deniedCalls(
  clients: Clients,
  operation?: string,
  wanted?: (call: DeniedCall) => boolean,
): Promise<DeniedCall[]> {
  const found: DeniedCall[] = [];
  const start = new Date(serverNow() - DAY_MS);
  let token: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const search = { attribute: operation === undefined ? null : ("EventName" as const), value: operation ?? "" };
    const answer = await lookUp(clients, { ...search, start, end: undefined }, token);
    for (const event of answer.Events ?? []) {
      const record = recordOf(event);
      const denial = denialOf(record);
      if (denial !== null) {
        const call = { event, record, denial };
        if (wanted?.(call) === true) {
          return [call];
        }
        found.push(call);
      }
    }
    token = answer.NextToken;
    if (token === undefined) {
      break;
    }
  }
  return wanted === undefined ? found : [];
}
