import { conditionKeys, isConditionKey, isConditionOperator, matchingActions } from "../kms/actions";
import {
  accountOf,
  bytesOf,
  list,
  POLICY_BYTES_MAX,
  type PolicyDocument,
  parsePolicy,
  principalsOf,
  type Statement,
  statementName,
} from "./document";
import { hint } from "./matching";

export interface Finding {
  level: "error" | "warning" | "info";
  text: string;
}

export interface LintFacts {
  /** The ARN of the caller: a user, a role, or the root user. */
  me: string;
  account: string;
  /** The ARNs of the users and roles of the account; null if they may not be listed. */
  principals: ReadonlySet<string> | null;
  /** The policy before the change. */
  before: string;
}

/** What is wrong with a key policy, or may be. */
export function lint(text: string, facts: LintFacts): Finding[] {
  const size = bytesOf(text);
  const findings: Finding[] = [];
  if (size > POLICY_BYTES_MAX) {
    findings.push(error(`The policy has ${number(size)} bytes, and the most are ${number(POLICY_BYTES_MAX)}.`));
  }
  const strange = /[^\t\n\r\x20-\x7e\u00a0-\u00ff]/u.exec(text);
  if (strange !== null) {
    findings.push(error(`A policy cannot have the character “${strange[0]}”. It has only ASCII and Latin-1.`));
  }
  const document = parsePolicy(text);
  if (document === null) {
    return [...findings, error("This is not a policy: it must be a JSON object with the member Statement.")];
  }
  if (document.Statement.length === 0) {
    findings.push(error("The policy has no statement."));
  }
  const before = parsePolicy(facts.before);
  document.Statement.forEach((statement, index) => {
    findings.push(...ofStatement(statement, statementName(statement, index), facts, before));
  });
  return [...findings, ...doubleSids(document), ...lockout(document, facts)];
}

function ofStatement(statement: Statement, name: string, facts: LintFacts, before: PolicyDocument | null): Finding[] {
  return [
    ...unknownPrincipals(statement, name, facts),
    ...unknownActions(statement, name),
    ...unknownConditions(statement, name),
    ...tooWide(statement, name, before),
  ];
}

function unknownPrincipals(statement: Statement, name: string, { principals, account }: LintFacts): Finding[] {
  if (principals === null) {
    return [];
  }
  return [...principalsOf(statement.Principal), ...principalsOf(statement.NotPrincipal)]
    .filter(
      ({ kind, value }) =>
        kind === "AWS" &&
        accountOf(value) === account &&
        /^arn:[^:]*:iam::\d{12}:(user|role)\//.test(value) &&
        !principals.has(value),
    )
    .map(({ value }) => error(`${name}: the principal ${value} does not exist. The policy is refused with it.`));
}

function unknownActions(statement: Statement, name: string): Finding[] {
  return [...list(statement.Action), ...list(statement.NotAction)]
    .filter((action) => matchingActions(action).length === 0)
    .map((action) =>
      warning(
        action.toLowerCase().startsWith("kms:")
          ? `${name}: ${action} is no action of AWS KMS.`
          : `${name}: ${action} is no action of AWS KMS, so it has no effect in a key policy.`,
      ),
    );
}

function unknownConditions(statement: Statement, name: string): Finding[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) => [
    ...(isConditionOperator(operator) ? [] : [error(`${name}: ${operator} is no condition operator.`)]),
    ...Object.keys(keys)
      .filter((key) => !isConditionKey(key))
      .map((key) => {
        const alike = conditionKeys.find((each) => each.toLowerCase().startsWith(key.toLowerCase().slice(0, -2)));
        return warning(
          `${name}: ${key} is no condition key of AWS KMS.${alike === undefined ? "" : ` Is ${alike} meant?`}`,
        );
      }),
  ]);
}

function tooWide(statement: Statement, name: string, before: PolicyDocument | null): Finding[] {
  const findings: Finding[] = [];
  const conditional = Object.keys(statement.Condition ?? {}).length > 0;
  const allows = statement.Effect === "Allow";
  if (allows && !conditional && principalsOf(statement.Principal).some((each) => each.value === "*")) {
    findings.push(warning(`${name}: everyone, in every account, is allowed this without a condition.`));
  }
  if (allows && statement.NotPrincipal !== undefined) {
    findings.push(warning(`${name}: NotPrincipal with Allow lets in everyone else, in every account.`));
  }
  if (allows && statement.NotAction !== undefined) {
    findings.push(warning(`${name}: NotAction with Allow allows every other action, also those to come.`));
  }
  if (list(statement.Resource).some((each) => each !== "*" && !/^arn:[^:]*:kms:/.test(each))) {
    findings.push(warning(`${name}: a key policy is about its own key. Resource should be "*".`));
  }
  const known = new Set((before?.Statement ?? []).flatMap((each) => list(each.Action)));
  const wider = list(statement.Action).filter((each) => each.includes("*") && !known.has(each));
  if (allows && before !== null && wider.length > 0) {
    findings.push(info(`${name}: ${wider.join(", ")} was not in the policy before. Are all these actions meant?`));
  }
  return findings;
}

function doubleSids(document: PolicyDocument): Finding[] {
  const sids = document.Statement.flatMap((each) => (each.Sid === undefined || each.Sid === "" ? [] : [each.Sid]));
  return [...new Set(sids.filter((sid, index) => sids.indexOf(sid) !== index))].map((sid) =>
    error(`Several statements have the Sid “${sid}”. A Sid must be unique.`),
  );
}

/** The server refuses a policy that its author could not change. This warns before that. */
function lockout(document: PolicyDocument, { me, account }: LintFacts): Finding[] {
  const findings: Finding[] = [];
  const mine = hint(document, me, "kms:PutKeyPolicy");
  if (mine === "none" || mine === "denied") {
    findings.push(
      error(`This policy locks you out: it does not allow kms:PutKeyPolicy to ${me}. Trent will refuse it.`),
    );
  }
  const root = `arn:aws:iam::${account}:root`;
  if (["none", "denied"].includes(hint(document, root, "kms:DescribeKey"))) {
    findings.push(
      warning(
        `The account ${account} is not named, so IAM policies do not count for this key. Only who the key policy names can use or administer it.`,
      ),
    );
  }
  return findings;
}

const number = (value: number) => value.toLocaleString("en");
const error = (text: string): Finding => ({ level: "error", text });
const warning = (text: string): Finding => ({ level: "warning", text });
const info = (text: string): Finding => ({ level: "info", text });
