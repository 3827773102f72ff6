/** One or several; a policy writes a single one without brackets. */
export type Many<T = string> = T | readonly T[];
export type ConditionValue = string | number | boolean;
export type Conditions = Record<string, Record<string, Many<ConditionValue>>>;
export type PrincipalMember = "*" | Record<string, Many>;

export interface Statement {
  Sid?: string;
  Effect?: string;
  Principal?: PrincipalMember;
  NotPrincipal?: PrincipalMember;
  Action?: Many;
  NotAction?: Many;
  Resource?: Many;
  NotResource?: Many;
  Condition?: Conditions;
}

export interface PolicyDocument {
  Version?: string;
  Id?: string;
  Statement: readonly Statement[];
}

/** A principal of a statement, such as an ARN of the kind `AWS`. */
export interface PrincipalName {
  kind: string;
  value: string;
}

/** The document that a text is; null if it is not JSON, or not a policy. The server is the judge of the rest. */
export function parsePolicy(text: string): PolicyDocument | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(read)) {
    return null;
  }
  const statements =
    read.Statement === undefined ? [] : Array.isArray(read.Statement) ? read.Statement : [read.Statement];
  return statements.every(isObject) ? ({ ...read, Statement: statements } as PolicyDocument) : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function formatPolicy(document: PolicyDocument): string {
  return JSON.stringify(document, null, 2);
}

export function list<T>(values: Many<T> | undefined): readonly T[] {
  return values === undefined ? [] : Array.isArray(values) ? (values as readonly T[]) : [values as T];
}

/** Writes a sole value without brackets, as AWS does. */
export function many<T>(values: readonly T[]): Many<T> {
  return values.length === 1 ? (values[0] as T) : values;
}

export function principalsOf(member: PrincipalMember | undefined): PrincipalName[] {
  if (member === undefined) {
    return [];
  }
  if (typeof member === "string") {
    return [{ kind: "AWS", value: member }];
  }
  return Object.entries(member).flatMap(([kind, values]) => list(values).map((value) => ({ kind, value })));
}

/** The member that lists these principals. */
export function principalMember(principals: readonly PrincipalName[]): PrincipalMember {
  const kinds = [...new Set(principals.map((each) => each.kind))];
  return Object.fromEntries(
    kinds.map((kind) => [kind, many(principals.filter((each) => each.kind === kind).map((each) => each.value))]),
  );
}

/** How a page names a statement: its place, and its Sid if it has one. */
export function statementName(statement: Statement, index: number): string {
  return statement.Sid === undefined || statement.Sid === ""
    ? `Statement ${index + 1}`
    : `Statement ${index + 1} “${statement.Sid}”`;
}

/** The account of an ARN, or the account itself; null if the principal has none. */
export function accountOf(principal: string): string | null {
  return /^\d{12}$/.test(principal) ? principal : (/^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(principal)?.[1] ?? null);
}

/** Whether the principal stands for a whole account. */
export function isAccount(principal: string): boolean {
  return /^\d{12}$/.test(principal) || /^arn:[^:]*:iam::\d{12}:root$/.test(principal);
}

export const POLICY_BYTES_MAX = 32_768;

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

export function withStatement(document: PolicyDocument, index: number, statement: Statement | null): PolicyDocument {
  const all = document.Statement.flatMap((each, at) => (at !== index ? [each] : statement === null ? [] : [statement]));
  return { ...document, Statement: all };
}

export function plusStatement(document: PolicyDocument, statement: Statement): PolicyDocument {
  return { ...document, Statement: [...document.Statement, statement] };
}
