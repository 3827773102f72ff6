import type { Decoded } from "./explanation";

/** What one sentence of advice means as a text to add, and where. */
export type Proposal =
  | { where: "identity" | "boundary" | "keyPolicy" | "trust"; statement: object; href: string }
  | { where: "grant"; input: Record<string, unknown>; href: string };

/** What would allow the request, the smallest change first; those of the key's side come after the caller's. */
export function advice({ explanation: { callerSide, keySide } }: Decoded): string[] {
  return [...new Set([...callerSide.wouldAllow, ...(keySide?.wouldAllow ?? [])])];
}

/**
 * Returns the text to add that a sentence of the server proposes; null for a sentence that proposes something else,
 * such as another value in the request.
 */
export function proposalOf(sentence: string, decoded: Decoded): Proposal | null {
  const { action, resource, principal } = decoded.context;
  const who = principalOf(principal.arn);
  const own = /an Allow for (\S+) on (\S+?)[.,]?(?: |$)/.exec(sentence);
  const allow = { Sid: sid(action), Effect: "Allow", Action: own?.[1] ?? action, Resource: own?.[2] ?? resource };
  if (sentence.startsWith("Give ")) {
    return { where: "identity", statement: allow, href: principalPage(who, "permissions") };
  }
  if (sentence.startsWith("Let the permissions boundary ")) {
    return { where: "boundary", statement: allow, href: principalPage(who, "permissions") };
  }
  const named = { Sid: sid(action), Effect: "Allow", Principal: { AWS: who }, Action: action };
  if (sentence.startsWith("Add a statement to the key policy ")) {
    return { where: "keyPolicy", statement: { ...named, Resource: "*" }, href: keyPage(decoded, "policy") };
  }
  if (sentence.startsWith("Add a statement to the trust policy ")) {
    return { where: "trust", statement: named, href: principalPage(resource, "trust") };
  }
  if (sentence.startsWith("Create a grant ")) {
    const input = { KeyId: keyOf(decoded), GranteePrincipal: who, Operations: [action.slice(action.indexOf(":") + 1)] };
    return { where: "grant", input, href: keyPage(decoded, "grants") };
  }
  return null;
}

/** The ARN of the key; a caller may have named it by its id or an alias. */
function keyOf({ context, explanation }: Decoded): string {
  return explanation.keySide?.policies.find(({ layer }) => layer === "key policy")?.policy ?? context.resource;
}

function keyPage(decoded: Decoded, tab: string): string {
  const key = keyOf(decoded);
  return `/keys/${encodeURIComponent(key.slice(key.lastIndexOf("/") + 1))}?tab=${tab}`;
}

/** Returns the role behind a session: a policy that names it means all its sessions. */
export function principalOf(arn: string): string {
  const session = /^arn:([^:]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return session === null ? arn : `arn:${session[1]}:iam::${session[2]}:role/${session[3]}`;
}

function principalPage(arn: string, tab: string): string {
  const named = /:(user|role)\/(?:.*\/)?([^/]+)$/.exec(arn);
  return named === null ? "/iam/users" : `/iam/${named[1]}s/${encodeURIComponent(named[2] ?? "")}?tab=${tab}`;
}

function sid(action: string): string {
  return `Allow${action.slice(action.indexOf(":") + 1).replaceAll(/[^A-Za-z0-9]/g, "")}`;
}
