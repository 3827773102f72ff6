import type { EvaluationResult } from "@aws-sdk/client-iam";
import type { GrantListEntry, KeyMetadata } from "@aws-sdk/client-kms";
import { isSymmetricEncryption, keyTypeOf } from "../kms/specs";
import { parsePolicy } from "./document";

/** A column of the matrix: actions that one needs together. */
export interface AccessGroup {
  id:
    | "encrypt"
    | "decrypt"
    | "dataKeys"
    | "sign"
    | "verify"
    | "mac"
    | "verifyMac"
    | "agree"
    | "encapsulate"
    | "decapsulate"
    | "view"
    | "manage"
    | "rotate"
    | "policy"
    | "grants"
    | "remove";
  actions: readonly string[];
}

const group = (id: AccessGroup["id"], ...names: string[]): AccessGroup => ({
  id,
  actions: names.map((name) => `kms:${name}`),
});

/** The columns for a key, by what it can do. */
export function accessGroups(key: KeyMetadata): AccessGroup[] {
  const symmetric = isSymmetricEncryption(key);
  return [
    ...usageGroups(key),
    group("view", "DescribeKey", "GetKeyPolicy", ...(keyTypeOf(key) === "Asymmetric" ? ["GetPublicKey"] : [])),
    group("manage", "EnableKey", "DisableKey", "UpdateKeyDescription", "TagResource", "UntagResource"),
    ...(symmetric ? [group("rotate", "EnableKeyRotation", "DisableKeyRotation", "RotateKeyOnDemand")] : []),
    group("policy", "PutKeyPolicy"),
    group("grants", "CreateGrant", "RevokeGrant"),
    group("remove", "ScheduleKeyDeletion"),
  ];
}

function usageGroups(key: KeyMetadata): AccessGroup[] {
  switch (key.KeyUsage) {
    case "ENCRYPT_DECRYPT":
      return [
        group("encrypt", "Encrypt"),
        group("decrypt", "Decrypt"),
        ...(isSymmetricEncryption(key)
          ? [group("dataKeys", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext")]
          : []),
      ];
    case "SIGN_VERIFY":
      return [group("sign", "Sign"), group("verify", "Verify")];
    case "GENERATE_VERIFY_MAC":
      return [group("mac", "GenerateMac"), group("verifyMac", "VerifyMac")];
    case "KEY_AGREEMENT":
      return [group("agree", "DeriveSharedSecret")];
    case "ENCAPSULATE_DECAPSULATE":
      return [group("encapsulate", "Encapsulate"), group("decapsulate", "Decapsulate")];
    default:
      return [];
  }
}

export type AccessState = "yes" | "some" | "conditional" | "no" | "denied" | "grant";

/** Why one action is allowed, or is not. */
export interface AccessReason {
  action: string;
  state: Exclude<AccessState, "some">;
  result: EvaluationResult | undefined;
  grant: GrantListEntry | undefined;
}

/** The reasons for each action of a group. A grant allows what policies do not, but nothing that they deny. */
export function reasons(
  { actions }: AccessGroup,
  results: readonly EvaluationResult[],
  grants: readonly GrantListEntry[],
  denying: ReadonlySet<string> = new Set(),
): AccessReason[] {
  return actions.map((action) => {
    const result = results.find((each) => each.EvalActionName === action);
    const grant = grants.find((each) => each.Operations?.some((operation) => `kms:${operation}` === action));
    return { action, result, grant, state: stateOf(result, grant, denying) };
  });
}

function stateOf(
  result: EvaluationResult | undefined,
  grant: GrantListEntry | undefined,
  denying: ReadonlySet<string>,
): Exclude<AccessState, "some"> {
  switch (result?.EvalDecision) {
    case "allowed":
      return "yes";
    case "explicitDeny":
      return "denied";
    default:
      if (grant !== undefined) {
        return "grant";
      }
      return result?.MissingContextValues?.some((key) => !denying.has(key.toLowerCase())) === true
        ? "conditional"
        : "no";
  }
}

/**
 * The condition keys, in small letters, that a key policy has only in statements that deny. A request that nothing allows
 * does not depend on them.
 */
export function keysOfDenials(policy: string): ReadonlySet<string> {
  const statements = parsePolicy(policy)?.Statement ?? [];
  const keysOf = (effect: string) =>
    statements
      .filter((each) => each.Effect === effect)
      .flatMap((each) => Object.values(each.Condition ?? {}).flatMap((keys) => Object.keys(keys)))
      .map((key) => key.toLowerCase());
  const allowing = new Set(keysOf("Allow"));
  return new Set(keysOf("Deny").filter((key) => !allowing.has(key)));
}

/** What one cell says of all its actions. */
export function summary(all: readonly AccessReason[]): AccessState {
  const states = new Set(all.map((each) => each.state));
  const [only] = states;
  if (states.size === 1 && only !== undefined) {
    return only;
  }
  if (["yes", "grant"].some((each) => states.has(each as "yes"))) {
    return states.size === 2 && states.has("yes") && states.has("grant") ? "yes" : "some";
  }
  return states.has("conditional") ? "conditional" : states.has("denied") ? "denied" : "no";
}

export function canUse(state: AccessState): boolean {
  return state !== "no" && state !== "denied";
}
