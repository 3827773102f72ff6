import type { KeyUsageType, OriginType } from "@aws-sdk/client-kms";

/** What the steps of the wizard chose, as far as the key policy depends on it. */
export interface PolicyChoices {
  accountId: string;
  usage: KeyUsageType;
  origin: OriginType;
  multiRegion: boolean;
  /** The ARNs of users and roles that manage the key. */
  administrators: readonly string[];
  mayDelete: boolean;
  /** The ARNs of users and roles that use the key. */
  users: readonly string[];
  /** Account ids whose administrators may let their users use the key. */
  otherAccounts: readonly string[];
  symmetric: boolean;
}

interface Statement {
  Sid: string;
  Effect: "Allow";
  Principal: { AWS: string | string[] };
  Action: string | string[];
  Resource: "*";
  Condition?: Record<string, Record<string, string>>;
}

export interface PolicyDocument {
  Version: "2012-10-17";
  Id: string;
  Statement: Statement[];
}

const ADMINISTRATOR_ACTIONS = [
  "kms:Create*",
  "kms:Describe*",
  "kms:Enable*",
  "kms:List*",
  "kms:Put*",
  "kms:Update*",
  "kms:Revoke*",
  "kms:Disable*",
  "kms:Get*",
  "kms:Delete*",
  "kms:TagResource",
  "kms:UntagResource",
] as const;

/** The key policy that the wizard writes: AWS's statements, in AWS's order, for those who were chosen. */
export function wizardPolicy(choices: PolicyChoices): PolicyDocument {
  const users = [...choices.users, ...choices.otherAccounts.map(rootOf)];
  const statements: Statement[] = [statement("Enable IAM User Permissions", [rootOf(choices.accountId)], "kms:*")];
  if (choices.administrators.length > 0) {
    statements.push(
      statement("Allow access for Key Administrators", choices.administrators, administratorActions(choices)),
    );
  }
  if (users.length > 0) {
    statements.push(statement("Allow use of the key", users, usingActions(choices)));
    if (isForServices(choices)) {
      statements.push({
        ...statement("Allow attachment of persistent resources", users, [
          "kms:CreateGrant",
          "kms:ListGrants",
          "kms:RevokeGrant",
        ]),
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      });
    }
  }
  return { Version: "2012-10-17", Id: "key-consolepolicy-3", Statement: statements };
}

/** The text of the policy as the wizard shows and sends it. */
export function wizardPolicyText(choices: PolicyChoices): string {
  return JSON.stringify(wizardPolicy(choices), null, 2);
}

function statement(sid: string, principals: readonly string[], action: string | string[]): Statement {
  const [first = "", ...others] = principals;
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { AWS: others.length === 0 ? first : [first, ...others] },
    Action: action,
    Resource: "*",
  };
}

function rootOf(accountId: string): string {
  return `arn:aws:iam::${accountId}:root`;
}

function administratorActions({ origin, multiRegion, mayDelete, symmetric, usage }: PolicyChoices): string[] {
  return [
    ...ADMINISTRATOR_ACTIONS,
    ...(mayDelete ? ["kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"] : []),
    ...(origin === "EXTERNAL" ? ["kms:ImportKeyMaterial"] : []),
    ...(multiRegion ? ["kms:ReplicateKey", "kms:UpdatePrimaryRegion"] : []),
    ...(symmetric && usage === "ENCRYPT_DECRYPT" ? ["kms:RotateKeyOnDemand"] : []),
  ];
}

function usingActions({ usage, symmetric }: PolicyChoices): string[] {
  switch (usage) {
    case "ENCRYPT_DECRYPT":
      return symmetric
        ? ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
        : ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:DescribeKey", "kms:GetPublicKey"];
    case "GENERATE_VERIFY_MAC":
      return ["kms:GenerateMac", "kms:VerifyMac", "kms:DescribeKey"];
    case "SIGN_VERIFY":
      return ["kms:Sign", "kms:Verify", "kms:DescribeKey", "kms:GetPublicKey"];
    case "KEY_AGREEMENT":
      return ["kms:DeriveSharedSecret", "kms:DescribeKey", "kms:GetPublicKey"];
    case "ENCAPSULATE_DECAPSULATE":
      return ["kms:Encapsulate", "kms:Decapsulate", "kms:DescribeKey", "kms:GetPublicKey"];
  }
}

/** AWS services use these keys through grants; they use neither MAC keys nor keys for key agreement. */
function isForServices({ usage }: PolicyChoices): boolean {
  return usage === "ENCRYPT_DECRYPT" || usage === "SIGN_VERIFY";
}
