import { kmsActions, matchingActions } from "../kms/actions";
import {
  accountOf,
  isAccount,
  list,
  many,
  type PolicyDocument,
  type PrincipalName,
  plusStatement,
  principalMember,
  principalsOf,
  type Statement,
  withStatement,
} from "./document";

/** What a statement is for, as the console of AWS speaks of it. */
export type Role = "delegation" | "administrators" | "users" | "attachment" | "other";

const DELETION = ["kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"];
const ATTACHMENT = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"];
/** What users of a key may do beside its use. */
const WITH_USE = ["kms:DescribeKey", "kms:GetPublicKey", "kms:GetKeyRotationStatus"];

/** Tells what a statement is for, by its actions: names and order do not count. */
export function roleOf(statement: Statement, account: string): Role {
  const principals = principalsOf(statement.Principal);
  const plain =
    statement.Effect === "Allow" &&
    statement.NotAction === undefined &&
    statement.NotPrincipal === undefined &&
    principals.length > 0 &&
    principals.every((each) => each.kind === "AWS" && each.value !== "*") &&
    list(statement.Resource).every((each) => each === "*");
  if (!plain) {
    return "other";
  }
  const actions = list(statement.Action);
  if (Object.keys(statement.Condition ?? {}).length > 0) {
    return isForServices(statement) && actions.every((each) => ATTACHMENT.includes(each)) ? "attachment" : "other";
  }
  if (actions.some((each) => each === "kms:*" || each === "*")) {
    const own = principals.every((each) => isAccount(each.value) && accountOf(each.value) === account);
    return own ? "delegation" : "other";
  }
  const named = new Set(actions.flatMap(matchingActions));
  const uses = [...named].filter((each) => kmsActions[each.slice("kms:".length)]?.group === "Use");
  if (uses.length > 0) {
    return [...named].every((each) => uses.includes(each) || WITH_USE.includes(each)) ? "users" : "other";
  }
  return named.has("kms:PutKeyPolicy") ? "administrators" : "other";
}

function isForServices(statement: Statement): boolean {
  const operators = Object.entries(statement.Condition ?? {});
  const keys = operators.flatMap(([operator, values]) => (operator === "Bool" ? Object.entries(values) : []));
  return (
    operators.length === 1 &&
    keys.length === 1 &&
    keys[0]?.[0].toLowerCase() === "kms:grantisforawsresource" &&
    list(keys[0][1]).every((each) => String(each) === "true")
  );
}

export function allowsDeletion(statement: Statement): boolean {
  const named = new Set(list(statement.Action).flatMap(matchingActions));
  return DELETION.every((each) => named.has(each));
}

/** Lets the administrators of a statement delete the key, or no longer. */
export function withDeletion(statement: Statement, allowed: boolean): Statement {
  const others = list(statement.Action).filter((each) => !DELETION.includes(each));
  return { ...statement, Action: many(allowed ? [...others, ...DELETION] : others) };
}

/** Replaces the principals of a statement. A statement for nobody goes. */
export function withPrincipals(
  document: PolicyDocument,
  index: number,
  principals: readonly PrincipalName[],
): PolicyDocument {
  const statement = document.Statement[index];
  if (statement === undefined) {
    return document;
  }
  return withStatement(
    document,
    index,
    principals.length === 0 ? null : { ...statement, Principal: principalMember(principals) },
  );
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each));
}

/** Adds and removes users of the key, in the statement of its users and in the one that lets services use it for them. */
export function withUsers(
  document: PolicyDocument,
  account: string,
  index: number,
  principals: readonly PrincipalName[],
): PolicyDocument {
  const namesOf = (statement: Statement | undefined) =>
    new Set(principalsOf(statement?.Principal).map((each) => each.value));
  const before = namesOf(document.Statement[index]);
  const twin = document.Statement.findIndex(
    (each) => roleOf(each, account) === "attachment" && isSame(namesOf(each), before),
  );
  // The later statement first, because a statement for nobody goes and moves those after it.
  return [index, twin]
    .filter((each) => each >= 0)
    .toSorted((one, other) => other - one)
    .reduce((changed, each) => withPrincipals(changed, each, principals), document);
}

/** Adds a statement for principals, under a Sid that no other statement has. */
export function plusRole(
  document: PolicyDocument,
  sid: string,
  actions: readonly string[],
  principals: readonly PrincipalName[],
): PolicyDocument {
  const taken = new Set(document.Statement.map((each) => each.Sid));
  let name = sid;
  for (let count = 2; taken.has(name); count += 1) {
    name = `${sid} ${count}`;
  }
  return plusStatement(document, {
    Sid: name,
    Effect: "Allow",
    Principal: principalMember(principals),
    Action: many(actions),
    Resource: "*",
  });
}
