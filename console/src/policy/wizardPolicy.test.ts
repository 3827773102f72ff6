import { expect, test } from "vitest";
import { type PolicyChoices, wizardPolicy, wizardPolicyText } from "./wizardPolicy";

const nobody: PolicyChoices = {
  accountId: "111122223333",
  usage: "ENCRYPT_DECRYPT",
  symmetric: true,
  origin: "AWS_KMS",
  multiRegion: false,
  administrators: [],
  mayDelete: true,
  users: [],
  otherAccounts: [],
};
const alice = "arn:aws:iam::111122223333:user/alice";
const app = "arn:aws:iam::111122223333:role/app";

const sids = (choices: Partial<PolicyChoices>) =>
  wizardPolicy({ ...nobody, ...choices }).Statement.map((statement) => statement.Sid);
const actions = (sid: string, choices: Partial<PolicyChoices>) =>
  wizardPolicy({ ...nobody, administrators: [alice], users: [app], ...choices }).Statement.find(
    (statement) => statement.Sid === sid,
  )?.Action;

test("without a choice, IAM policies decide", () => {
  expect(wizardPolicy(nobody)).toEqual({
    Version: "2012-10-17",
    Id: "key-consolepolicy-3",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });
});

test("each statement is there only if somebody was chosen for it", () => {
  expect(sids({ administrators: [alice] })).toEqual([
    "Enable IAM User Permissions",
    "Allow access for Key Administrators",
  ]);
  expect(sids({ otherAccounts: ["444455556666"] })).toEqual([
    "Enable IAM User Permissions",
    "Allow use of the key",
    "Allow attachment of persistent resources",
  ]);
});

test("one principal is a string, several are an array, accounts come after users", () => {
  const principals = (choices: Partial<PolicyChoices>) =>
    wizardPolicy({ ...nobody, ...choices }).Statement[1]?.Principal.AWS;
  expect(principals({ users: [app] })).toBe(app);
  expect(principals({ users: [app, alice], otherAccounts: ["444455556666"] })).toEqual([
    app,
    alice,
    "arn:aws:iam::444455556666:root",
  ]);
});

test("administrators get what the key needs", () => {
  const sid = "Allow access for Key Administrators";
  expect(actions(sid, {})).toEqual([
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
    "kms:ScheduleKeyDeletion",
    "kms:CancelKeyDeletion",
    "kms:RotateKeyOnDemand",
  ]);
  expect(actions(sid, { mayDelete: false })).not.toContain("kms:ScheduleKeyDeletion");
  expect(actions(sid, { mayDelete: false })).not.toContain("kms:CancelKeyDeletion");
  expect(actions(sid, { origin: "EXTERNAL" })).toContain("kms:ImportKeyMaterial");
  expect(actions(sid, { multiRegion: true })).toEqual(
    expect.arrayContaining(["kms:ReplicateKey", "kms:UpdatePrimaryRegion"]),
  );
  expect(actions(sid, { usage: "SIGN_VERIFY", symmetric: false })).not.toContain("kms:RotateKeyOnDemand");
});

test("users get the operations of the usage", () => {
  const sid = "Allow use of the key";
  expect(actions(sid, {})).toEqual([
    "kms:Encrypt",
    "kms:Decrypt",
    "kms:ReEncrypt*",
    "kms:GenerateDataKey*",
    "kms:DescribeKey",
  ]);
  expect(actions(sid, { symmetric: false })).toEqual([
    "kms:Encrypt",
    "kms:Decrypt",
    "kms:ReEncrypt*",
    "kms:DescribeKey",
    "kms:GetPublicKey",
  ]);
  expect(actions(sid, { usage: "GENERATE_VERIFY_MAC" })).toEqual([
    "kms:GenerateMac",
    "kms:VerifyMac",
    "kms:DescribeKey",
  ]);
  expect(actions(sid, { usage: "SIGN_VERIFY", symmetric: false })).toEqual([
    "kms:Sign",
    "kms:Verify",
    "kms:DescribeKey",
    "kms:GetPublicKey",
  ]);
});

test("only keys that AWS services use may be granted to them", () => {
  const sid = "Allow attachment of persistent resources";
  const found = wizardPolicy({ ...nobody, users: [app] }).Statement.find((statement) => statement.Sid === sid);
  expect(found?.Condition).toEqual({ Bool: { "kms:GrantIsForAWSResource": "true" } });
  expect(actions(sid, { usage: "GENERATE_VERIFY_MAC" })).toBeUndefined();
  expect(actions(sid, { usage: "KEY_AGREEMENT", symmetric: false })).toBeUndefined();
});

test("the text is the document", () => {
  expect(JSON.parse(wizardPolicyText(nobody))).toEqual(wizardPolicy(nobody));
});
