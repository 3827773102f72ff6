// The answer of sts:DecodeAuthorizationMessage. `explanation` is Trent's own; the SDK has no type for it.

export interface StatementSaid {
  /** From 0. */
  statement: number;
  sid: string;
  effect: "Allow" | "Deny";
  applies: boolean;
  because: string;
  /** What did not fit: `Principal`, `Action`, `Resource` or the name of a condition key. */
  compared?: string;
  wanted?: string[];
  found?: string[];
}

export interface PolicySaid {
  layer: string;
  policy: string;
  statements: StatementSaid[];
  statementsLeftOut?: number;
}

export interface Side {
  decidedBy: string;
  wouldAllow: string[];
  policies: PolicySaid[];
  policiesLeftOut?: number;
}

export interface Decoded {
  allowed: boolean;
  explicitDeny: boolean;
  context: {
    principal: { id: string; arn: string };
    action: string;
    resource: string;
  };
  explanation: {
    denialId: string;
    message: string;
    firstDenied: string;
    firstRequestId: string;
    region: string;
    callerSide: Side;
    keySide?: Side;
  };
}

export function decode(message: string | undefined): Decoded {
  return JSON.parse(message ?? "") as Decoded;
}

/** Finds the id of a denial in a text: behind the name of the header, or as the only UUID. */
export function denialIn(text: string): string | null {
  const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
  const named = new RegExp(`x-trent-denial-id\\W{1,8}(${uuid})|"?denialId"?\\W{1,8}(${uuid})`, "i").exec(text);
  if (named !== null) {
    return (named[1] ?? named[2] ?? "").toLowerCase();
  }
  const all = text.match(new RegExp(uuid, "gi")) ?? [];
  // An ARN of a key and the id of a request have a UUID as well.
  const alone = new RegExp(`^\\s*(${uuid})\\s*$`, "i").exec(text);
  return alone === null ? null : (all[0] ?? "").toLowerCase();
}

/** Returns the refusal in what an SDK or a terminal shows, on one line and without the name of the error before it. */
export function messageIn(text: string): string {
  const line = plain(text);
  const known = /User: .* is not authorized to perform: .*/.exec(line);
  return known?.[0] ?? line.replace(/^.*? operation: /, "");
}

/** The operation that a refusal is about, such as `Decrypt`. */
export function operationIn(message: string): string | undefined {
  return /to perform: [a-z0-9-]+:([A-Za-z0-9]+)/.exec(message)?.[1];
}

/** Whether a text begins with a refusal; a terminal may show more after it. */
export function saysSame(text: string, refusal: string | undefined): boolean {
  return refusal !== undefined && refusal !== "" && text.startsWith(plain(refusal));
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
