import { expect, test } from "vitest";
import { createKeyInput, type Draft, emptyDraft, isRight, problemsOf, type Step, withType, withUsage } from "./draft";

const OWN = "111122223333";
const taken = new Set(["alias/orders"]);
const problems = (part: Partial<Draft>, step: Step) => problemsOf({ ...emptyDraft, ...part }, step, taken, OWN);

test("another type has a usage and a spec of its own", () => {
  const asymmetric = withType(emptyDraft, "Asymmetric");
  expect([asymmetric.usage, asymmetric.spec]).toEqual(["ENCRYPT_DECRYPT", "RSA_2048"]);
  const signing = withUsage({ ...asymmetric, spec: "RSA_4096" }, "SIGN_VERIFY");
  expect(signing.spec).toBe("RSA_4096");
  const symmetric = withType(signing, "Symmetric");
  expect([symmetric.usage, symmetric.spec]).toEqual(["ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT"]);
  expect(withUsage(symmetric, "GENERATE_VERIFY_MAC").spec).toBe("HMAC_224");
});

test("material for key encapsulation is not imported", () => {
  const draft = withType({ ...emptyDraft, origin: "EXTERNAL" }, "Asymmetric");
  expect(withUsage(draft, "ENCAPSULATE_DECAPSULATE").origin).toBe("AWS_KMS");
});

test("whoever imports material must know what it means", () => {
  expect(isRight(problems({ origin: "EXTERNAL" }, "configure"))).toBe(false);
  expect(isRight(problems({ origin: "EXTERNAL", understood: true }, "configure"))).toBe(true);
});

test("an alias is needed, has AWS's signs, and is new", () => {
  for (const alias of ["", "orders", "aws/x", "AWS/x", "a b", "a:b", "x".repeat(251)]) {
    expect(problems({ alias }, "labels").alias, alias).toBeTruthy();
  }
  for (const alias of ["Orders", "alias/x", "a-b_c/d", "x".repeat(250)]) {
    expect(problems({ alias }, "labels").alias, alias).toBeUndefined();
  }
});

test("tags", () => {
  const tags = [
    { key: "a", value: "" },
    { key: "a", value: "1" },
    { key: "", value: "1" },
    { key: "aws:x", value: "<" },
  ];
  const found = problems({ alias: "x", tags }, "labels");
  expect(found.tagKeys.every((problem) => problem !== null)).toBe(true);
  expect(found.tagValues.map((problem) => problem !== null)).toEqual([false, false, false, true]);
});

test("a row that was added and left empty is no tag", () => {
  const tags = [
    { key: "", value: "" },
    { key: "k", value: "" },
  ];
  expect(problems({ alias: "x", tags }, "labels").tagKeys).toEqual([null, null]);
  expect(createKeyInput({ ...emptyDraft, tags }, OWN).Tags).toEqual([{ TagKey: "k", TagValue: "" }]);
});

test("other accounts have twelve digits and are others", () => {
  const found = problems({ otherAccounts: ["444455556666", "44445555666", OWN, "777788889999"] }, "users");
  expect(found.accounts.map((problem) => problem !== null)).toEqual([false, true, true, false]);
});

test("the request has what was chosen, and the policy as it was changed", () => {
  expect(createKeyInput({ ...emptyDraft, policy: "{}" }, OWN)).toEqual({
    KeySpec: "SYMMETRIC_DEFAULT",
    KeyUsage: "ENCRYPT_DECRYPT",
    Origin: "AWS_KMS",
    Policy: "{}",
  });
  const full = createKeyInput(
    { ...emptyDraft, multiRegion: true, description: "d", tags: [{ key: "k", value: "v" }] },
    OWN,
  );
  expect(full).toMatchObject({ MultiRegion: true, Description: "d", Tags: [{ TagKey: "k", TagValue: "v" }] });
  expect(full.Policy).toContain("arn:aws:iam::111122223333:root");
});
