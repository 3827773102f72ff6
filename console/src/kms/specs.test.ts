import {
  EncapsulationAlgorithmSpec,
  EncryptionAlgorithmSpec,
  KeyAgreementAlgorithmSpec,
  KeySpec,
  KeyState,
  KeyUsageType,
  MacAlgorithmSpec,
  OriginType,
  SigningAlgorithmSpec,
} from "@aws-sdk/client-kms";
import { expect, test } from "vitest";
import {
  algorithmsFor,
  allSpecs,
  originLabels,
  plaintextBytesMax,
  specs,
  specsFor,
  stateLabels,
  usageLabels,
  usagesFor,
} from "./specs";

const sorted = (values: Iterable<string>) => [...new Set(values)].sort((left, right) => left.localeCompare(right));
const named = (name: "encryption" | "signing" | "mac" | "agreement" | "encapsulation") =>
  sorted(Object.values(specs).flatMap((facts) => facts[name] ?? []));

test("the table has every value of the SDK and no other", () => {
  expect(sorted(allSpecs)).toEqual(sorted(Object.values(KeySpec)));
  expect(sorted(Object.keys(usageLabels))).toEqual(sorted(Object.values(KeyUsageType)));
  expect(sorted(Object.keys(stateLabels))).toEqual(sorted(Object.values(KeyState)));
  expect(sorted(Object.keys(originLabels))).toEqual(sorted(Object.values(OriginType)));
  expect(named("encryption")).toEqual(sorted(Object.values(EncryptionAlgorithmSpec)));
  expect(named("signing")).toEqual(sorted(Object.values(SigningAlgorithmSpec)));
  expect(named("mac")).toEqual(sorted(Object.values(MacAlgorithmSpec)));
  expect(named("agreement")).toEqual(sorted(Object.values(KeyAgreementAlgorithmSpec)));
  expect(named("encapsulation")).toEqual(sorted(Object.values(EncapsulationAlgorithmSpec)));
});

test("each usage of a spec has an algorithm", () => {
  for (const spec of allSpecs) {
    for (const usage of specs[spec].usages) {
      expect(algorithmsFor(spec, usage), `${spec} ${usage}`).not.toEqual([]);
    }
  }
});

test("the forms offer AWS's choices", () => {
  expect(usagesFor("Symmetric")).toEqual(["ENCRYPT_DECRYPT", "GENERATE_VERIFY_MAC"]);
  expect(usagesFor("Asymmetric")).toEqual([
    "ENCRYPT_DECRYPT",
    "SIGN_VERIFY",
    "KEY_AGREEMENT",
    "ENCAPSULATE_DECAPSULATE",
  ]);
  expect(specsFor("Symmetric", "ENCRYPT_DECRYPT")).toEqual(["SYMMETRIC_DEFAULT"]);
  expect(specsFor("Asymmetric", "ENCRYPT_DECRYPT")).toEqual(["RSA_2048", "RSA_3072", "RSA_4096", "SM2"]);
});

test("RSA keys take as much as AWS says", () => {
  expect(plaintextBytesMax("RSA_2048", "RSAES_OAEP_SHA_1")).toBe(214);
  expect(plaintextBytesMax("RSA_2048", "RSAES_OAEP_SHA_256")).toBe(190);
  expect(plaintextBytesMax("RSA_4096", "RSAES_OAEP_SHA_256")).toBe(446);
  expect(plaintextBytesMax("SYMMETRIC_DEFAULT", "SYMMETRIC_DEFAULT")).toBe(4096);
});
