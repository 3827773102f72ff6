// @vitest-environment node
import { createHash } from "node:crypto";
import { SigningAlgorithmSpec } from "@aws-sdk/client-kms";
import { expect, test } from "vitest";
import { emptyDraft } from "../../../widgets/draft";
import { bytesWanted, isHashedHere, messageOf, messageTypes } from "./signing";

const draft = (text: string) => ({ ...emptyDraft(), text });

test("every algorithm of the SDK has its message types", () => {
  for (const algorithm of Object.values(SigningAlgorithmSpec)) {
    expect(messageTypes(algorithm)[0]).toBe("RAW");
  }
});

test("a message that the API takes is sent as it is", async () => {
  const { Message, MessageType } = await messageOf(draft("hi"), "ECDSA_SHA_256", "RAW");
  expect([Buffer.from(Message).toString(), MessageType]).toEqual(["hi", "RAW"]);
});

test.each([
  ["RSASSA_PSS_SHA_256", "sha256"],
  ["ECDSA_SHA_384", "sha384"],
  ["RSASSA_PKCS1_V1_5_SHA_512", "sha512"],
] as const)("a longer message is hashed for %s", async (algorithm, hash) => {
  const long = "x".repeat(4_097);
  const { Message, MessageType } = await messageOf(draft(long), algorithm, "RAW");
  expect(Buffer.from(Message)).toEqual(createHash(hash).update(long).digest());
  expect(MessageType).toBe("DIGEST");
});

test("Ed25519ph always gets a hash, Ed25519 and ML-DSA never", () => {
  expect(isHashedHere("ED25519_PH_SHA_512", "RAW", 1)).toBe(true);
  expect(isHashedHere("ED25519_SHA_512", "RAW", 5_000)).toBe(false);
  expect(isHashedHere("ML_DSA_SHAKE_256", "RAW", 5_000)).toBe(false);
});

test("a digest and a μ have one length", () => {
  expect(bytesWanted("ECDSA_SHA_384", "DIGEST")).toBe(48);
  expect(bytesWanted("ML_DSA_SHAKE_256", "EXTERNAL_MU")).toBe(64);
  expect(bytesWanted("ECDSA_SHA_384", "RAW")).toBeUndefined();
});
