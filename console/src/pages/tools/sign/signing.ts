import type { MessageType, SigningAlgorithmSpec } from "@aws-sdk/client-kms";
import { subtle } from "../../../envelope/keys";
import { bytesOfDraft, type Draft, sizeOf } from "../../../widgets/draft";

/** Source: AWS KMS API Reference, Sign, Message. */
export const MESSAGE_BYTES_MAX = 4096;
/** FIPS 204 §6.2. */
const MU_BYTES = 64;

interface AlgorithmFacts {
  /** What WebCrypto calls the hash that can be signed instead of the message; null if the algorithm takes none. */
  hash: string | null;
  types: readonly [MessageType, ...MessageType[]];
}

const hashed = (hash: string): AlgorithmFacts => ({ hash, types: ["RAW", "DIGEST"] });

const algorithms: Record<SigningAlgorithmSpec, AlgorithmFacts> = {
  RSASSA_PSS_SHA_256: hashed("SHA-256"),
  RSASSA_PSS_SHA_384: hashed("SHA-384"),
  RSASSA_PSS_SHA_512: hashed("SHA-512"),
  RSASSA_PKCS1_V1_5_SHA_256: hashed("SHA-256"),
  RSASSA_PKCS1_V1_5_SHA_384: hashed("SHA-384"),
  RSASSA_PKCS1_V1_5_SHA_512: hashed("SHA-512"),
  ECDSA_SHA_256: hashed("SHA-256"),
  ECDSA_SHA_384: hashed("SHA-384"),
  ECDSA_SHA_512: hashed("SHA-512"),
  // The API refuses RAW for this one, so the message is always hashed here.
  ED25519_PH_SHA_512: hashed("SHA-512"),
  ED25519_SHA_512: { hash: null, types: ["RAW"] },
  ML_DSA_SHAKE_256: { hash: null, types: ["RAW", "EXTERNAL_MU"] },
  // SM3 is not in the browser.
  SM2DSA: { hash: null, types: ["RAW", "DIGEST"] },
};

const hashBytes: Record<string, number> = { "SHA-256": 32, "SHA-384": 48, "SHA-512": 64 };

/** What the field may hold: a message, or what was computed from it. */
export function messageTypes(algorithm: SigningAlgorithmSpec | undefined): readonly [MessageType, ...MessageType[]] {
  return algorithm === undefined ? ["RAW"] : algorithms[algorithm].types;
}

/** Whether the browser hashes the message, because the API does not take it as it is. */
export function isHashedHere(algorithm: SigningAlgorithmSpec | undefined, type: MessageType, size: number): boolean {
  return (
    algorithm !== undefined &&
    type === "RAW" &&
    algorithms[algorithm].hash !== null &&
    (size > MESSAGE_BYTES_MAX || algorithm === "ED25519_PH_SHA_512")
  );
}

/** The hash of the algorithm, as a user reads it. */
export function hashOf(algorithm: SigningAlgorithmSpec | undefined): string {
  return (algorithm === undefined ? null : algorithms[algorithm].hash) ?? "";
}

/** How many bytes there must be; undefined if more than one number is fine. */
export function bytesWanted(algorithm: SigningAlgorithmSpec | undefined, type: MessageType): number | undefined {
  if (algorithm === undefined || type === "RAW") {
    return undefined;
  }
  return type === "EXTERNAL_MU" ? MU_BYTES : (hashBytes[algorithms[algorithm].hash ?? ""] ?? 32);
}

/** The members of a request to Sign or Verify. */
export async function messageOf(draft: Draft, algorithm: SigningAlgorithmSpec | undefined, type: MessageType) {
  const bytes = await bytesOfDraft(draft);
  return isHashedHere(algorithm, type, sizeOf(draft) ?? 0)
    ? { Message: new Uint8Array(await subtle().digest(hashOf(algorithm), bytes)), MessageType: "DIGEST" as const }
    : { Message: bytes, MessageType: type };
}
