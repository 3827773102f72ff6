import type { Position, Statement } from "@aws-sdk/client-iam";

/** Returns the part of a policy that a matched statement is. Lines and columns count from 1. */
export function part(policy: string, start: Position | undefined, end: Position | undefined): string {
  const lines = policy.split("\n");
  const from = offset(lines, start);
  const to = offset(lines, end);
  return from === null || to === null || to <= from ? "" : laidOut(policy.slice(from, to).trim());
}

function offset(lines: string[], position: Position | undefined): number | null {
  if (position?.Line === undefined || position.Column === undefined || position.Line > lines.length) {
    return null;
  }
  const before = lines.slice(0, position.Line - 1).reduce((length, line) => length + line.length + 1, 0);
  return before + position.Column - 1;
}

/** A statement that is JSON by itself is laid out; another is shown as it is. */
function laidOut(statement: string): string {
  try {
    return JSON.stringify(JSON.parse(statement), null, 2);
  } catch {
    return statement;
  }
}

/** Where IAM keeps a policy, by the id that a simulation gives it. */
export type Place =
  | { at: "request"; index: number }
  | { at: "key" }
  | { at: "managed"; name: string }
  | { at: "inline"; kind: "user" | "role" | "group"; id: string };

export function placeOf({ SourcePolicyId = "", SourcePolicyType }: Statement): Place | null {
  const input = /^PolicyInputList\.(\d+)$/.exec(SourcePolicyId);
  if (input !== null) {
    return { at: "request", index: Number(input[1]) - 1 };
  }
  switch (SourcePolicyType as string | undefined) {
    case "resource":
      return { at: "key" };
    case "user-managed":
    case "aws-managed":
      return { at: "managed", name: SourcePolicyId };
    case "user":
    case "role":
    case "group":
      return { at: "inline", kind: SourcePolicyType as "user" | "role" | "group", id: SourcePolicyId };
    default:
      return null;
  }
}

/** Splits `user_NAME_POLICY`. Names may have underscores, so it asks which policies of which names there are. */
export function splits(kind: string, id: string): { name: string; policy: string }[] {
  const rest = id.slice(kind.length + 1);
  return [...rest.matchAll(/_/g)].map(({ index }) => ({ name: rest.slice(0, index), policy: rest.slice(index + 1) }));
}
