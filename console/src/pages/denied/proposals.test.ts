import { expect, test } from "vitest";
import type { Decoded } from "./explanation";
import { advice, principalOf, proposalOf } from "./proposals";

const key = "arn:aws:kms:us-east-1:111122223333:key/0d1e2f3a-1111-4222-8333-0123456789ab";
const anna = "arn:aws:iam::111122223333:user/team/anna";
const side = (...wouldAllow: string[]) => ({ decidedBy: "x", wouldAllow, policies: [] });
const decoded: Decoded = {
  allowed: false,
  explicitDeny: false,
  context: { principal: { id: "AIDA", arn: anna }, action: "kms:Decrypt", resource: "alias/app" },
  explanation: {
    denialId: "d",
    message: "m",
    firstDenied: "2026-01-01T00:00:00Z",
    firstRequestId: "r",
    region: "us-east-1",
    callerSide: side("one", "two"),
    keySide: {
      ...side("two", "three"),
      policies: [{ layer: "key policy", policy: key, statements: [] }],
    },
  },
};

test("the advice of both sides is given once", () => {
  expect(advice(decoded)).toEqual(["one", "two", "three"]);
});

test("a policy for the caller has the action and the key of the sentence", () => {
  expect(
    proposalOf(`Give ${anna} a policy, or one of its groups, with an Allow for kms:Decrypt on ${key}.`, decoded),
  ).toEqual({
    where: "identity",
    statement: { Sid: "AllowDecrypt", Effect: "Allow", Action: "kms:Decrypt", Resource: key },
    href: "/iam/users/anna?tab=permissions",
  });
});

test("a key policy names the caller, and the page is that of the key", () => {
  expect(proposalOf(`Add a statement to the key policy that allows kms:Decrypt to ${anna}.`, decoded)).toMatchObject({
    where: "keyPolicy",
    statement: { Principal: { AWS: anna }, Resource: "*" },
    href: "/keys/0d1e2f3a-1111-4222-8333-0123456789ab?tab=policy",
  });
});

test("a grant is for the key by its ARN", () => {
  expect(proposalOf(`Create a grant of Decrypt on this key to ${anna}.`, decoded)).toMatchObject({
    where: "grant",
    input: { KeyId: key, GranteePrincipal: anna, Operations: ["Decrypt"] },
  });
});

test("nothing is to be added for another value in the request, or against a Deny", () => {
  for (const sentence of [
    'Statement 2 of the key policy would allow it if kms:ViaService were "s3" (the request has no kms:ViaService).',
    "The Deny in statement 1 of the key policy applies to this request. Remove it, or narrow it so that it leaves out this request.",
  ]) {
    expect(proposalOf(sentence, decoded)).toBeNull();
  }
});

test("a session is named by its role", () => {
  expect(principalOf("arn:aws:sts::111122223333:assumed-role/app/web")).toBe("arn:aws:iam::111122223333:role/app");
});
