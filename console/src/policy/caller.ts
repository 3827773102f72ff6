import type { Session } from "../app/session";

/** The ARN under which policies know the caller: a session of a role is its role. */
export function callerOf(session: Pick<Session, "arn" | "role">): string {
  const arn = session.role?.arn ?? session.arn;
  const [, partition, account, role] = /^arn:([^:]*):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  return role === undefined ? arn : `arn:${partition}:iam::${account}:role/${role}`;
}
