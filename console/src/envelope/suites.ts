import { Malformed } from "../bytes/reader";

/**
 * An algorithm suite of the AWS Encryption SDK. Source: "AWS Encryption SDK algorithms reference",
 * https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/algorithms-reference.html
 */
export interface Suite {
  id: number;
  name: string;
  version: 1 | 2;
  /** The message proves that it opens with one data key only. */
  commitment: boolean;
  /** The curve of the signature over the message; null if there is none. */
  curve: "P-256" | "P-384" | null;
}

const suite = (
  id: number,
  name: string,
  version: Suite["version"],
  commitment: boolean,
  curve: Suite["curve"],
): Suite => ({ id, name, version, commitment, curve });

const suites = [
  suite(0x0014, "AES_128_GCM_IV12_TAG16", 1, false, null),
  suite(0x0046, "AES_192_GCM_IV12_TAG16", 1, false, null),
  suite(0x0078, "AES_256_GCM_IV12_TAG16", 1, false, null),
  suite(0x0114, "AES_128_GCM_IV12_TAG16_HKDF_SHA256", 1, false, null),
  suite(0x0146, "AES_192_GCM_IV12_TAG16_HKDF_SHA256", 1, false, null),
  suite(0x0178, "AES_256_GCM_IV12_TAG16_HKDF_SHA256", 1, false, null),
  suite(0x0214, "AES_128_GCM_IV12_TAG16_HKDF_SHA256_ECDSA_P256", 1, false, "P-256"),
  suite(0x0346, "AES_192_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384", 1, false, "P-384"),
  suite(0x0378, "AES_256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384", 1, false, "P-384"),
  suite(0x0478, "AES_256_GCM_HKDF_SHA512_COMMIT_KEY", 2, true, null),
  suite(0x0578, "AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384", 2, true, "P-384"),
];

/** The suite of the messages that the console makes. */
export const ourSuite = suiteOf(0x0478, 2);

export function suiteOf(id: number, version: number): Suite {
  const found = suites.find((each) => each.id === id && each.version === version);
  if (found === undefined) {
    throw new Malformed(`There is no algorithm suite 0x${id.toString(16).padStart(4, "0")} in version ${version}.`);
  }
  return found;
}
