import {
  DeleteAccountPasswordPolicyCommand,
  type PasswordPolicy,
  UpdateAccountPasswordPolicyCommand,
} from "@aws-sdk/client-iam";
import { text } from "./text";

/** The form of the password policy. Numbers are texts, as they are typed. */
export interface Draft {
  custom: boolean;
  length: string;
  uppercase: boolean;
  lowercase: boolean;
  numbers: boolean;
  symbols: boolean;
  expires: boolean;
  days: string;
  hardExpiry: boolean;
  selfChange: boolean;
  preventsReuse: boolean;
  remembered: string;
}

/** The form for what is in force; null for the default policy. A custom policy begins as strict as the default one. */
export function draftOf(policy: PasswordPolicy | null): Draft {
  return {
    custom: policy !== null,
    length: `${policy?.MinimumPasswordLength ?? 8}`,
    uppercase: policy?.RequireUppercaseCharacters ?? true,
    lowercase: policy?.RequireLowercaseCharacters ?? true,
    numbers: policy?.RequireNumbers ?? true,
    symbols: policy?.RequireSymbols ?? false,
    expires: policy?.MaxPasswordAge !== undefined,
    days: `${policy?.MaxPasswordAge ?? 90}`,
    hardExpiry: policy?.HardExpiry ?? false,
    selfChange: policy?.AllowUsersToChangePassword ?? true,
    preventsReuse: policy?.PasswordReusePrevention !== undefined,
    remembered: `${policy?.PasswordReusePrevention ?? 5}`,
  };
}

export interface Problems {
  length?: string | undefined;
  days?: string | undefined;
  remembered?: string | undefined;
}

/** What is wrong with the numbers that count. */
export function problemsOf(draft: Draft): Problems {
  return draft.custom
    ? {
        length: rangeError(draft.length, 6, 128),
        days: draft.expires ? rangeError(draft.days, 1, 1095) : undefined,
        remembered: draft.preventsReuse ? rangeError(draft.remembered, 1, 24) : undefined,
      }
    : {};
}

function rangeError(typed: string, least: number, most: number): string | undefined {
  const number = /^[0-9]{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return number >= least && number <= most ? undefined : text.between(least, most);
}

/** The call that puts the form in force; null if the account has what it asks for. */
export function commandOf(draft: Draft, present: PasswordPolicy | null) {
  if (!draft.custom) {
    return present === null ? null : new DeleteAccountPasswordPolicyCommand({});
  }
  return new UpdateAccountPasswordPolicyCommand({
    MinimumPasswordLength: Number(draft.length),
    RequireSymbols: draft.symbols,
    RequireNumbers: draft.numbers,
    RequireUppercaseCharacters: draft.uppercase,
    RequireLowercaseCharacters: draft.lowercase,
    AllowUsersToChangePassword: draft.selfChange,
    ...(draft.expires ? { MaxPasswordAge: Number(draft.days), HardExpiry: draft.hardExpiry } : {}),
    ...(draft.preventsReuse ? { PasswordReusePrevention: Number(draft.remembered) } : {}),
  });
}

/** The rules in words; null stands for the default policy. */
export function sentences(policy: PasswordPolicy | null): string[] {
  const { rules } = text;
  if (policy === null) {
    return [...strengths(policy), rules.neverExpires, rules.noSelfChange];
  }
  const { MaxPasswordAge } = policy;
  return [
    ...strengths(policy),
    MaxPasswordAge === undefined ? rules.neverExpires : rules.expires(MaxPasswordAge),
    policy.HardExpiry === true && rules.hardExpiry,
    policy.AllowUsersToChangePassword === true ? rules.selfChange : rules.noSelfChange,
    ...reuse(policy),
  ].filter((each) => each !== false);
}

/** What a new password must fulfil, in words; null stands for the default policy. */
export function newPasswordSentences(policy: PasswordPolicy | null): string[] {
  return [...strengths(policy), ...reuse(policy)];
}

function strengths(policy: PasswordPolicy | null): string[] {
  const { rules } = text;
  if (policy === null) {
    return [rules.length(8), rules.kinds, rules.notAccount];
  }
  return [
    rules.length(policy.MinimumPasswordLength ?? 6),
    policy.RequireUppercaseCharacters === true && text.uppercase,
    policy.RequireLowercaseCharacters === true && text.lowercase,
    policy.RequireNumbers === true && text.numbers,
    policy.RequireSymbols === true && text.symbols,
  ].filter((each) => each !== false);
}

function reuse(policy: PasswordPolicy | null): string[] {
  const remembered = policy?.PasswordReusePrevention;
  return remembered === undefined ? [] : [text.rules.reuse(remembered)];
}
