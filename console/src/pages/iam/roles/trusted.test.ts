import { expect, test } from "vitest";
import { trustOf } from "../shared/documents";
import { trustedPrincipals } from "./trusted";

test("all principals of all Allow statements are named once", () => {
  const policy = {
    Statement: [
      { Effect: "Allow", Principal: { AWS: ["arn:a", "arn:b"], Service: "kms.amazonaws.com" } },
      { Effect: "Allow", Principal: { AWS: "arn:a" } },
      { Effect: "Deny", Principal: { AWS: "arn:c" } },
      { Effect: "Allow", Principal: "*" },
    ],
  };
  expect(trustedPrincipals(JSON.stringify(policy))).toEqual(["arn:a", "arn:b", "kms.amazonaws.com", "*"]);
  expect(trustedPrincipals(trustOf("111122223333"))).toEqual(["arn:aws:iam::111122223333:root"]);
});

test("what cannot be read names nobody", () => {
  expect(trustedPrincipals("{")).toEqual([]);
  expect(trustedPrincipals("{}")).toEqual([]);
});
