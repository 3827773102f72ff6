import type { CreateKeyCommandInput, KeySpec, KeyUsageType } from "@aws-sdk/client-kms";
import { aliasError } from "../../kms/aliases";
import { type KeyType, specsFor, usagesFor } from "../../kms/specs";
import { TAGS_MAX, tagKeyError, tagValueError } from "../../kms/tags";
import { wizardPolicyText } from "../../policy/wizardPolicy";
import { text } from "./text";

/** All that a user chose in the steps. Nothing is created before Finish. */
export interface Draft {
  type: KeyType;
  usage: KeyUsageType;
  spec: KeySpec;
  origin: "AWS_KMS" | "EXTERNAL";
  understood: boolean;
  multiRegion: boolean;
  alias: string;
  description: string;
  tags: readonly DraftTag[];
  administrators: readonly string[];
  mayDelete: boolean;
  users: readonly string[];
  otherAccounts: readonly string[];
  /** The policy as the user changed it; null if it is the one that follows from the choices. */
  policy: string | null;
}

export interface DraftTag {
  key: string;
  value: string;
}

export const emptyDraft: Draft = {
  type: "Symmetric",
  usage: "ENCRYPT_DECRYPT",
  spec: "SYMMETRIC_DEFAULT",
  origin: "AWS_KMS",
  understood: false,
  multiRegion: false,
  alias: "",
  description: "",
  tags: [],
  administrators: [],
  mayDelete: true,
  users: [],
  otherAccounts: [],
  policy: null,
};

/** The draft with another type: its usage and spec stay if the type has them, else they are the first ones. */
export function withType(draft: Draft, type: KeyType): Draft {
  const usages = usagesFor(type);
  return withUsage({ ...draft, type }, usages.includes(draft.usage) ? draft.usage : (usages[0] ?? draft.usage));
}

export function withUsage(draft: Draft, usage: KeyUsageType): Draft {
  const specs = specsFor(draft.type, usage);
  const spec = specs.includes(draft.spec) ? draft.spec : (specs[0] ?? draft.spec);
  return { ...draft, usage, spec, origin: mayImport(usage) ? draft.origin : "AWS_KMS" };
}

/** Material for key encapsulation cannot be imported. */
export function mayImport(usage: KeyUsageType): boolean {
  return usage !== "ENCAPSULATE_DECAPSULATE";
}

export const steps = ["configure", "labels", "administrators", "users", "review"] as const;
export type Step = (typeof steps)[number];

/** What is wrong in a step, by field. */
export interface Problems {
  understood?: string;
  alias?: string;
  description?: string;
  tags?: string;
  tagKeys: readonly (string | null)[];
  tagValues: readonly (string | null)[];
  accounts: readonly (string | null)[];
}

export function problemsOf(draft: Draft, step: Step, taken: ReadonlySet<string>, ownAccount: string): Problems {
  const problems: Problems = { tagKeys: [], tagValues: [], accounts: [] };
  if (step === "configure" && draft.origin === "EXTERNAL" && !draft.understood) {
    problems.understood = text.mustUnderstand;
  }
  if (step === "labels") {
    const keys = draft.tags.map(({ key }) => key);
    const empty = draft.tags.map((tag) => tag.key === "" && tag.value === "");
    problems.alias = aliasError(draft.alias, taken) ?? undefined;
    problems.description = draft.description.length > DESCRIPTION_MAX ? text.descriptionTooLong : undefined;
    problems.tags = draft.tags.length > TAGS_MAX ? text.tooManyTags : undefined;
    problems.tagKeys = keys.map((key, index) => (empty[index] ? null : tagKeyError(key, keys)));
    problems.tagValues = draft.tags.map(({ value }) => tagValueError(value));
  }
  if (step === "users") {
    problems.accounts = draft.otherAccounts.map((account) => accountError(account, draft.otherAccounts, ownAccount));
  }
  return problems;
}

const DESCRIPTION_MAX = 8192;

function accountError(account: string, all: readonly string[], own: string): string | null {
  if (!/^[0-9]{12}$/.test(account)) {
    return text.accountForm;
  }
  if (account === own) {
    return text.ownAccount;
  }
  return all.filter((each) => each === account).length > 1 ? text.accountTwice : null;
}

export function isRight(problems: Problems): boolean {
  const { tagKeys, tagValues, accounts, ...single } = problems;
  return [...Object.values(single), ...tagKeys, ...tagValues, ...accounts].every((problem) => !problem);
}

export function policyOf(draft: Draft, accountId: string): string {
  return wizardPolicyText({ ...draft, accountId, symmetric: draft.spec === "SYMMETRIC_DEFAULT" });
}

/** The request that makes the key. */
export function createKeyInput(draft: Draft, accountId: string): CreateKeyCommandInput {
  // A row that was added and left empty is no tag.
  const tags = draft.tags.filter(({ key, value }) => key !== "" || value !== "");
  return {
    KeySpec: draft.spec,
    KeyUsage: draft.usage,
    Origin: draft.origin,
    ...(draft.multiRegion ? { MultiRegion: true } : {}),
    ...(draft.description === "" ? {} : { Description: draft.description }),
    ...(tags.length === 0 ? {} : { Tags: tags.map(({ key, value }) => ({ TagKey: key, TagValue: value })) }),
    Policy: draft.policy ?? policyOf(draft, accountId),
  };
}
