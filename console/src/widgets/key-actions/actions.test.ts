import type { KeyMetadata } from "@aws-sdk/client-kms";
import { expect, test } from "vitest";
import { type ActionId, applies, simpleActions } from "./actions";

const all: ActionId[] = [...(Object.keys(simpleActions) as ActionId[]), "schedule-deletion", "tags", "import-material"];
const possible = (key: Partial<KeyMetadata>) =>
  all.filter((action) => applies(action, { KeyId: "k", KeySpec: "SYMMETRIC_DEFAULT", Origin: "AWS_KMS", ...key }));

test("an enabled key", () => {
  expect(possible({ KeyState: "Enabled" })).toEqual([
    "disable",
    "rotation-on",
    "rotation-off",
    "schedule-deletion",
    "tags",
  ]);
});

test("a key that waits for its deletion", () => {
  expect(possible({ KeyState: "PendingDeletion" })).toEqual(["cancel-deletion"]);
});

test("a key with imported material", () => {
  expect(possible({ KeyState: "Disabled", Origin: "EXTERNAL" })).toEqual([
    "enable",
    "delete-material",
    "schedule-deletion",
    "tags",
    "import-material",
  ]);
});

test("a signing key does not rotate", () => {
  expect(possible({ KeyState: "Enabled", KeySpec: "RSA_2048" })).toEqual(["disable", "schedule-deletion", "tags"]);
});

test("an AWS managed key has no actions", () => {
  expect(possible({ KeyState: "Enabled", KeyManager: "AWS" })).toEqual([]);
});
