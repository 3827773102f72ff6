import { wildcard } from "../kms/actions";
import { accountOf, isAccount, list, type PolicyDocument, principalsOf, type Statement } from "./document";

/** What a policy alone says of a principal and an action. The server decides; this is for hints while one types. */
export type Hint =
  /** An Allow without conditions. */
  | "allowed"
  /** It depends on conditions. */
  | "conditional"
  /** A Deny without conditions. */
  | "denied"
  /** The account may decide by its IAM policies. */
  | "delegated"
  | "none";

/** What the document says, for a caller with this ARN. A session of a role has the ARN of its role. */
export function hint(document: PolicyDocument, arn: string, action: string): Hint {
  const matching = document.Statement.filter((statement) => namesAction(statement, action));
  const unconditional = (statement: Statement) => Object.keys(statement.Condition ?? {}).length === 0;
  const denials = matching.filter((each) => each.Effect === "Deny" && names(each, arn) !== null);
  if (denials.some(unconditional)) {
    return "denied";
  }
  const allowing = matching
    .filter((each) => each.Effect === "Allow")
    .map((each) => ({ how: names(each, arn), open: unconditional(each) }));
  const direct = allowing.filter((each) => each.how === "directly");
  const delegated = allowing.filter((each) => each.how === "by account");
  const certain = denials.length === 0;
  if (direct.some((each) => each.open)) {
    return certain ? "allowed" : "conditional";
  }
  if (delegated.some((each) => each.open)) {
    return certain ? "delegated" : "conditional";
  }
  return direct.length + delegated.length > 0 ? "conditional" : "none";
}

export function namesAction(statement: Statement, action: string): boolean {
  const some = (patterns: readonly string[]) => patterns.some((pattern) => wildcard(pattern).test(action));
  return statement.NotAction === undefined ? some(list(statement.Action)) : !some(list(statement.NotAction));
}

function names(statement: Statement, arn: string): "directly" | "by account" | null {
  if (statement.NotPrincipal !== undefined) {
    return principalsOf(statement.NotPrincipal).some((each) => each.value === arn) ? null : "directly";
  }
  const values = principalsOf(statement.Principal).filter((each) => each.kind === "AWS");
  if (values.some((each) => each.value === "*" || each.value === arn)) {
    return "directly";
  }
  const account = accountOf(arn);
  const byAccount = values.some((each) => isAccount(each.value) && accountOf(each.value) === account);
  // The root user is the account: what the account may, it may.
  return byAccount ? (isAccount(arn) ? "directly" : "by account") : null;
}
