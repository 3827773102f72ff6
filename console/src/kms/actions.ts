// The actions of AWS KMS that a policy can name, and the condition keys of each. Source: docs/actions.md.

export type ActionGroup =
  | "Use"
  | "Read"
  | "Administer"
  | "Policy and grants"
  | "Key material"
  | "Deletion"
  | "Key stores";

interface ActionFacts {
  group: ActionGroup;
  /** Those that requests for this action have; those of the caller, the key and the connection come with every action. */
  conditions: readonly string[];
}

const context = ["kms:EncryptionContext:", "kms:EncryptionContextKeys"] as const;
const encryption = [...context, "kms:EncryptionAlgorithm", "kms:RequestAlias"] as const;
const keySettings = [
  "kms:CustomerMasterKeySpec",
  "kms:CustomerMasterKeyUsage",
  "kms:KeyOrigin",
  "kms:KeySpec",
  "kms:KeyUsage",
  "kms:MultiRegion",
  "kms:MultiRegionKeyType",
] as const;
const tagging = ["aws:RequestTag/", "aws:TagKeys"] as const;

const facts = (group: ActionGroup, ...conditions: string[]): ActionFacts => ({ group, conditions });

export const kmsActions: Readonly<Record<string, ActionFacts>> = {
  Decapsulate: facts("Use", "kms:RequestAlias"),
  Decrypt: facts("Use", ...encryption),
  DeriveSharedSecret: facts("Use", "kms:KeyAgreementAlgorithm", "kms:RequestAlias"),
  Encapsulate: facts("Use", "kms:RequestAlias"),
  Encrypt: facts("Use", ...encryption),
  GenerateDataKey: facts("Use", ...encryption),
  GenerateDataKeyPair: facts("Use", ...encryption, "kms:DataKeyPairSpec"),
  GenerateDataKeyPairWithoutPlaintext: facts("Use", ...encryption, "kms:DataKeyPairSpec"),
  GenerateDataKeyWithoutPlaintext: facts("Use", ...encryption),
  GenerateMac: facts("Use", "kms:MacAlgorithm", "kms:RequestAlias"),
  GenerateRandom: facts("Use"),
  ReEncryptFrom: facts("Use", ...encryption, "kms:ReEncryptOnSameKey"),
  ReEncryptTo: facts("Use", ...encryption, "kms:ReEncryptOnSameKey"),
  Sign: facts("Use", "kms:MessageType", "kms:SigningAlgorithm", "kms:RequestAlias"),
  Verify: facts("Use", "kms:MessageType", "kms:SigningAlgorithm", "kms:RequestAlias"),
  VerifyMac: facts("Use", "kms:MacAlgorithm", "kms:RequestAlias"),
  DescribeKey: facts("Read", "kms:RequestAlias"),
  GetKeyLastUsage: facts("Read"),
  GetKeyPolicy: facts("Read"),
  GetKeyRotationStatus: facts("Read"),
  GetPublicKey: facts("Read", "kms:RequestAlias"),
  ListAliases: facts("Read"),
  ListGrants: facts("Read", "kms:GrantIsForAWSResource"),
  ListKeyPolicies: facts("Read"),
  ListKeyRotations: facts("Read"),
  ListKeys: facts("Read"),
  ListResourceTags: facts("Read"),
  ListRetirableGrants: facts("Read"),
  CreateAlias: facts("Administer"),
  CreateKey: facts("Administer", ...keySettings, ...tagging, "kms:BypassPolicyLockoutSafetyCheck"),
  DeleteAlias: facts("Administer"),
  DisableKey: facts("Administer", "kms:TrailingDaysWithoutKeyUsage"),
  EnableKey: facts("Administer"),
  ReplicateKey: facts("Administer", "kms:ReplicaRegion"),
  TagResource: facts("Administer", ...tagging),
  UntagResource: facts("Administer", "aws:TagKeys"),
  UpdateAlias: facts("Administer"),
  UpdateKeyDescription: facts("Administer"),
  UpdatePrimaryRegion: facts("Administer", "kms:PrimaryRegion"),
  PutKeyPolicy: facts("Policy and grants", "kms:BypassPolicyLockoutSafetyCheck"),
  CreateGrant: facts(
    "Policy and grants",
    ...context,
    "kms:GrantConstraintType",
    "kms:GrantIsForAWSResource",
    "kms:GrantOperations",
    "kms:GranteePrincipal",
    "kms:RetiringPrincipal",
  ),
  RetireGrant: facts("Policy and grants", ...context, "kms:GrantConstraintType"),
  RevokeGrant: facts("Policy and grants", "kms:GrantIsForAWSResource"),
  DeleteImportedKeyMaterial: facts("Key material"),
  DisableKeyRotation: facts("Key material"),
  EnableKeyRotation: facts("Key material", "kms:RotationPeriodInDays"),
  GetParametersForImport: facts("Key material", "kms:WrappingAlgorithm", "kms:WrappingKeySpec"),
  ImportKeyMaterial: facts("Key material", "kms:ExpirationModel", "kms:ValidTo"),
  RotateKeyOnDemand: facts("Key material"),
  CancelKeyDeletion: facts("Deletion"),
  ScheduleKeyDeletion: facts(
    "Deletion",
    "kms:ScheduleKeyDeletionPendingWindowInDays",
    "kms:TrailingDaysWithoutKeyUsage",
  ),
  ConnectCustomKeyStore: facts("Key stores"),
  CreateCustomKeyStore: facts("Key stores"),
  DeleteCustomKeyStore: facts("Key stores"),
  DescribeCustomKeyStores: facts("Key stores"),
  DisconnectCustomKeyStore: facts("Key stores"),
  UpdateCustomKeyStore: facts("Key stores"),
};

/** The names of all actions, as a policy writes them. */
export const actionNames: readonly string[] = Object.keys(kmsActions).map((name) => `kms:${name}`);

// Those of the caller, the key and the connection. A name that ends with `:` or `/` goes on with a name of the user's.
const OF_EVERY_ACTION = [
  "kms:CallerAccount",
  "kms:KeyOrigin",
  "kms:KeySpec",
  "kms:KeyUsage",
  "kms:MultiRegion",
  "kms:MultiRegionKeyType",
  "kms:ResourceAliases",
  "kms:ViaService",
  "kms:RecipientAttestation:",
  "aws:CalledVia",
  "aws:CalledViaFirst",
  "aws:CalledViaLast",
  "aws:CurrentTime",
  "aws:EpochTime",
  "aws:FederatedProvider",
  "aws:MultiFactorAuthAge",
  "aws:MultiFactorAuthPresent",
  "aws:PrincipalAccount",
  "aws:PrincipalArn",
  "aws:PrincipalIsAWSService",
  "aws:PrincipalOrgID",
  "aws:PrincipalOrgPaths",
  "aws:PrincipalServiceName",
  "aws:PrincipalServiceNamesList",
  "aws:PrincipalTag/",
  "aws:PrincipalType",
  "aws:Referer",
  "aws:RequestedRegion",
  "aws:ResourceAccount",
  "aws:ResourceOrgID",
  "aws:ResourceOrgPaths",
  "aws:ResourceTag/",
  "aws:SecureTransport",
  "aws:SourceAccount",
  "aws:SourceArn",
  "aws:SourceIdentity",
  "aws:SourceIp",
  "aws:SourceOrgID",
  "aws:SourceOrgPaths",
  "aws:SourceVpc",
  "aws:SourceVpcArn",
  "aws:SourceVpce",
  "aws:TokenIssueTime",
  "aws:UserAgent",
  "aws:userid",
  "aws:username",
  "aws:ViaAWSService",
  "aws:VpcSourceIp",
];

/** All condition keys that a key policy can use, in alphabetical order. */
export const conditionKeys: readonly string[] = [
  ...new Set([...OF_EVERY_ACTION, ...Object.values(kmsActions).flatMap((each) => each.conditions)]),
].sort((one, other) => one.localeCompare(other));

const foldedKeys = conditionKeys.map((key) => key.toLowerCase());

export function isConditionKey(name: string): boolean {
  const folded = name.toLowerCase();
  return foldedKeys.some((key) =>
    /[:/]$/.test(key) ? folded.startsWith(key) && folded.length > key.length : folded === key,
  );
}

/** The actions that a pattern of a policy, such as `kms:Get*`, stands for. */
export function matchingActions(pattern: string): string[] {
  const expression = wildcard(pattern);
  return actionNames.filter((name) => expression.test(name));
}

/** A pattern with `*` and `?`, as policies have them for actions: the case does not count. */
export function wildcard(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "is");
}

/** The operators of conditions, without their `IfExists` and `ForAllValues:` kinds. */
export const conditionOperators = [
  "StringEquals",
  "StringNotEquals",
  "StringLike",
  "StringNotLike",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
  "ArnEquals",
  "ArnLike",
  "ArnNotEquals",
  "ArnNotLike",
  "Bool",
  "Null",
  "IpAddress",
  "NotIpAddress",
  "NumericEquals",
  "NumericNotEquals",
  "NumericLessThan",
  "NumericLessThanEquals",
  "NumericGreaterThan",
  "NumericGreaterThanEquals",
  "DateEquals",
  "DateNotEquals",
  "DateLessThan",
  "DateLessThanEquals",
  "DateGreaterThan",
  "DateGreaterThanEquals",
  "BinaryEquals",
] as const;

export function isConditionOperator(name: string): boolean {
  const bare = name.replace(/^(ForAllValues|ForAnyValue):/, "").replace(/IfExists$/, "");
  return (conditionOperators as readonly string[]).some((each) => each.toLowerCase() === bare.toLowerCase());
}
