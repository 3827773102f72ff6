import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { actionNames, isConditionKey, isConditionOperator, kmsActions, matchingActions } from "./actions";

const rows = readFileSync("../docs/actions.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `kms:"));

test("the table has the actions of the server", () => {
  expect(actionNames.toSorted()).toEqual(rows.map((row) => /`(kms:\w+)`/.exec(row)?.[1]).toSorted());
});

test("the table has the condition keys of each action of the server", () => {
  for (const row of rows) {
    const action = /`kms:(\w+)`/.exec(row)?.[1] ?? "";
    const keys = [...(row.split("|")[8] ?? "").matchAll(/`((?:kms|aws):[^`$]+)/g)].map((found) => found[1] ?? "");
    for (const key of keys) {
      expect(kmsActions[action]?.conditions, `${action} ${key}`).toContain(key);
    }
  }
});

test("a pattern stands for actions, in any case", () => {
  expect(matchingActions("kms:ReEncrypt*")).toEqual(["kms:ReEncryptFrom", "kms:ReEncryptTo"]);
  expect(matchingActions("KMS:encrypt")).toEqual(["kms:Encrypt"]);
  expect(matchingActions("*")).toEqual(actionNames);
  expect(matchingActions("kms:Encrpyt")).toEqual([]);
  expect(matchingActions("s3:Get*")).toEqual([]);
});

test("condition keys with a name of the user's are known", () => {
  expect(isConditionKey("kms:EncryptionContext:purpose")).toBe(true);
  expect(isConditionKey("aws:resourceTag/team")).toBe(true);
  expect(isConditionKey("kms:EncryptionContext:")).toBe(false);
  expect(isConditionKey("kms:EncryptionContextt")).toBe(false);
});

test("operators are known with IfExists and for several values", () => {
  expect(isConditionOperator("ForAnyValue:StringLikeIfExists")).toBe(true);
  expect(isConditionOperator("StringEqual")).toBe(false);
});
