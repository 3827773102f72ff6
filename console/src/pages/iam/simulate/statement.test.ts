import { expect, test } from "vitest";
import { part, placeOf, splits } from "./statement";

const policy = '{\n  "Statement": [\n    {"Effect": "Allow"},\n    {"Effect": "Deny"}\n  ]\n}';

test("a statement is cut out by its lines and columns", () => {
  expect(part(policy, { Line: 4, Column: 5 }, { Line: 4, Column: 23 })).toBe('{\n  "Effect": "Deny"\n}');
});

test("a place outside the policy is no statement", () => {
  expect(part(policy, { Line: 40, Column: 1 }, { Line: 41, Column: 1 })).toBe("");
  expect(part(policy, undefined, { Line: 1, Column: 2 })).toBe("");
});

test("the place of a policy is read from its id", () => {
  expect(placeOf({ SourcePolicyId: "PolicyInputList.2" })).toEqual({ at: "request", index: 1 });
  expect(placeOf({ SourcePolicyId: "user_a_b", SourcePolicyType: "user" })).toEqual({
    at: "inline",
    kind: "user",
    id: "user_a_b",
  });
  expect(placeOf({ SourcePolicyId: "Admin", SourcePolicyType: "aws-managed" })).toEqual({
    at: "managed",
    name: "Admin",
  });
});

test("names with underscores are tried in all ways", () => {
  expect(splits("user", "user_a_b_c")).toEqual([
    { name: "a", policy: "b_c" },
    { name: "a_b", policy: "c" },
  ]);
});
