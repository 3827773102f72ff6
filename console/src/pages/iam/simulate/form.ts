import type { SimulateCustomPolicyCommandInput, SimulatePrincipalPolicyCommandInput } from "@aws-sdk/client-iam";

export interface ContextRow {
  key: string;
  values: string;
}

/** What the form holds. */
export interface Form {
  source: "principal" | "custom";
  principal: string;
  policy: string;
  actions: string;
  resources: string;
  caller: string;
  context: ContextRow[];
  key: string | null;
  useKeyPolicy: boolean;
}

export function entries(lines: string): string[] {
  return lines
    .split(/[\s,]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Adds actions of KMS that the lines do not have. */
export function withActions(lines: string, actions: readonly string[]): string {
  const has = entries(lines);
  return [...has, ...actions.map((action) => `kms:${action}`).filter((action) => !has.includes(action))].join("\n");
}

export interface Problems {
  principal?: boolean;
  policy?: boolean;
  actions?: boolean;
}

export function problems(form: Form): Problems {
  return {
    principal: form.source === "principal" && form.principal === "",
    policy: form.source === "custom" && form.policy.trim() === "",
    actions: entries(form.actions).length === 0,
  };
}

function common(form: Form, keyPolicy: string | undefined) {
  const resources = keyPolicy !== undefined && form.key !== null ? [form.key] : entries(form.resources);
  const context = form.context.filter(({ key }) => key !== "");
  return {
    ActionNames: entries(form.actions),
    ...(resources.length === 0 ? {} : { ResourceArns: resources }),
    ...(keyPolicy === undefined ? {} : { ResourcePolicy: keyPolicy }),
    ...(form.caller.trim() === "" ? {} : { CallerArn: form.caller.trim() }),
    ...(context.length === 0
      ? {}
      : {
          ContextEntries: context.map(({ key, values }) => ({
            ContextKeyName: key,
            ContextKeyValues: values.split(",").map((value) => value.trim()),
            ContextKeyType: "string" as const,
          })),
        }),
  };
}

export function principalInput(form: Form, keyPolicy?: string): SimulatePrincipalPolicyCommandInput {
  return {
    PolicySourceArn: form.principal,
    ...(form.policy.trim() === "" ? {} : { PolicyInputList: [form.policy] }),
    ...common(form, keyPolicy),
  };
}

export function customInput(form: Form, keyPolicy?: string): SimulateCustomPolicyCommandInput {
  return { PolicyInputList: [form.policy], ...common(form, keyPolicy) };
}
