import type { EvaluationResult } from "@aws-sdk/client-iam";
import { expect, test } from "vitest";
import { type AccessGroup, accessGroups, keysOfDenials, reasons, summary } from "./access";
import { callerOf } from "./caller";

const group: AccessGroup = { id: "manage", actions: ["kms:EnableKey", "kms:DisableKey"] };
const result = (
  action: string,
  decision: "allowed" | "explicitDeny" | "implicitDeny",
  ...missing: string[]
): EvaluationResult => ({ EvalActionName: action, EvalDecision: decision, MissingContextValues: missing });
const state = (...results: EvaluationResult[]) => summary(reasons(group, results, []));

test("a cell sums up its actions", () => {
  expect(state(result("kms:EnableKey", "allowed"), result("kms:DisableKey", "allowed"))).toBe("yes");
  expect(state(result("kms:EnableKey", "allowed"), result("kms:DisableKey", "implicitDeny"))).toBe("some");
  expect(state(result("kms:EnableKey", "implicitDeny"), result("kms:DisableKey", "explicitDeny"))).toBe("denied");
  expect(state(result("kms:EnableKey", "implicitDeny", "aws:x"), result("kms:DisableKey", "implicitDeny"))).toBe(
    "conditional",
  );
  expect(state()).toBe("no");
});

test("a grant allows what no policy allows, but nothing that one denies", () => {
  const decrypt: AccessGroup = { id: "decrypt", actions: ["kms:Decrypt"] };
  const grants = [{ GrantId: "1", Operations: ["Decrypt" as const] }];
  expect(summary(reasons(decrypt, [result("kms:Decrypt", "implicitDeny")], grants))).toBe("grant");
  expect(summary(reasons(decrypt, [result("kms:Decrypt", "explicitDeny")], grants))).toBe("denied");
});

test("a condition that can only deny changes nothing where nothing allows", () => {
  const decrypt: AccessGroup = { id: "decrypt", actions: ["kms:Decrypt"] };
  const denying = keysOfDenials(
    JSON.stringify({
      Statement: [
        { Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "true" } } },
        { Effect: "Allow", Condition: { Bool: { "aws:ViaAWSService": "true" } } },
      ],
    }),
  );
  const of = (missing: string) =>
    summary(reasons(decrypt, [result("kms:Decrypt", "implicitDeny", missing)], [], denying));
  expect(of("aws:securetransport")).toBe("no");
  expect(of("aws:ViaAWSService")).toBe("conditional");
});

test("the columns depend on the key", () => {
  const ids = (key: Parameters<typeof accessGroups>[0]) => accessGroups(key).map((each) => each.id);
  expect(ids({ KeyId: "1", KeySpec: "SYMMETRIC_DEFAULT", KeyUsage: "ENCRYPT_DECRYPT" })).toContain("dataKeys");
  expect(ids({ KeyId: "1", KeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY" }).slice(0, 3)).toEqual([
    "sign",
    "verify",
    "view",
  ]);
});

test("a session of a role is its role", () => {
  const arn = "arn:aws:sts::111122223333:assumed-role/app/i-1";
  expect(callerOf({ arn, role: null })).toBe("arn:aws:iam::111122223333:role/app");
  expect(callerOf({ arn: "arn:aws:iam::111122223333:root", role: null })).toBe("arn:aws:iam::111122223333:root");
});
