import type { AlgorithmSpec, KeySpec } from "@aws-sdk/client-kms";
import { specs } from "./specs";

export const wrappingSpecs = ["RSA_4096", "RSA_3072", "RSA_2048"] as const;

/** How many random bytes a key of this spec is; null for keys that are private keys. */
export function materialBytes(spec: KeySpec): number | null {
  const lengths: Partial<Record<KeySpec, number>> = {
    SYMMETRIC_DEFAULT: 32,
    HMAC_224: 28,
    HMAC_256: 32,
    HMAC_384: 48,
    HMAC_512: 64,
  };
  return lengths[spec] ?? null;
}

/** Private keys that RSAES_OAEP is too short for must be wrapped by a symmetric key. */
export function needsKeyWrap(spec: KeySpec): boolean {
  return spec.startsWith("RSA_") || spec.startsWith("ML_") || spec === "ECC_NIST_P521";
}

export function wrappingAlgorithms(spec: KeySpec): AlgorithmSpec[] {
  const wraps: AlgorithmSpec[] = ["RSA_AES_KEY_WRAP_SHA_256", "RSA_AES_KEY_WRAP_SHA_1"];
  return needsKeyWrap(spec) ? wraps : ["RSAES_OAEP_SHA_256", "RSAES_OAEP_SHA_1", ...wraps];
}

const opensslKeys: Partial<Record<KeySpec, string>> = {
  RSA_2048: "RSA -pkeyopt rsa_keygen_bits:2048",
  RSA_3072: "RSA -pkeyopt rsa_keygen_bits:3072",
  RSA_4096: "RSA -pkeyopt rsa_keygen_bits:4096",
  ECC_NIST_P256: "EC -pkeyopt ec_paramgen_curve:P-256",
  ECC_NIST_P384: "EC -pkeyopt ec_paramgen_curve:P-384",
  ECC_NIST_P521: "EC -pkeyopt ec_paramgen_curve:P-521",
  ECC_SECG_P256K1: "EC -pkeyopt ec_paramgen_curve:secp256k1",
  ECC_NIST_EDWARDS25519: "ED25519",
  ML_DSA_44: "ML-DSA-44",
  ML_DSA_65: "ML-DSA-65",
  ML_DSA_87: "ML-DSA-87",
  ML_KEM_512: "ML-KEM-512",
  ML_KEM_768: "ML-KEM-768",
  ML_KEM_1024: "ML-KEM-1024",
  SM2: "SM2",
};

export const fileNames = (keyId: string) => ({
  publicKey: `wrappingKey_${keyId}`,
  token: `importToken_${keyId}`,
  readme: `README_${keyId}.txt`,
});

/** The commands that make key material and wrap it. */
export function opensslCommands(keyId: string, spec: KeySpec, algorithm: AlgorithmSpec): string {
  const length = materialBytes(spec);
  const hash = algorithm.endsWith("SHA_256") ? "sha256" : "sha1";
  const make =
    length === null
      ? `openssl genpkey -algorithm ${opensslKeys[spec]} \\\n  | openssl pkcs8 -topk8 -nocrypt -outform DER -out PlaintextKeyMaterial.bin`
      : `openssl rand -out PlaintextKeyMaterial.bin ${length}`;
  const oaep = (from: string, to: string) =>
    [
      "openssl pkeyutl -encrypt",
      `-in ${from} -out ${to}`,
      `-pubin -keyform DER -inkey ${fileNames(keyId).publicKey}`,
      `-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:${hash} -pkeyopt rsa_mgf1_md:${hash}`,
    ].join(" \\\n  ");
  if (!algorithm.startsWith("RSA_AES_KEY_WRAP")) {
    return [make, oaep("PlaintextKeyMaterial.bin", "EncryptedKeyMaterial.bin")].join("\n");
  }
  return [
    make,
    "openssl rand -out AesKey.bin 32",
    [
      "openssl enc -id-aes256-wrap-pad -iv A65959A6",
      "-K \"$(od -An -v -tx1 AesKey.bin | tr -d ' \\n')\"",
      "-in PlaintextKeyMaterial.bin -out WrappedMaterial.bin",
    ].join(" \\\n  "),
    oaep("AesKey.bin", "WrappedAesKey.bin"),
    "cat WrappedAesKey.bin WrappedMaterial.bin > EncryptedKeyMaterial.bin",
    "rm AesKey.bin",
  ].join("\n");
}

export function readme(keyId: string, algorithm: AlgorithmSpec, validTo: Date): string {
  const names = fileNames(keyId);
  return [
    `Key: ${keyId}`,
    `Wrapping public key: ${names.publicKey} (DER, SubjectPublicKeyInfo)`,
    `Import token: ${names.token}`,
    `Wrapping algorithm: ${algorithm}`,
    `Valid to: ${validTo.toISOString()}`,
    "",
  ].join("\n");
}

/** Wraps key material as OpenSSL would. For tests only, because a browser is no place for key material. */
export async function wrapInBrowser(
  publicKey: Uint8Array,
  material: Uint8Array,
  algorithm: AlgorithmSpec,
): Promise<Uint8Array<ArrayBuffer>> {
  const hash = algorithm === "RSAES_OAEP_SHA_1" ? "SHA-1" : "SHA-256";
  const key = await crypto.subtle.importKey("spki", new Uint8Array(publicKey), { name: "RSA-OAEP", hash }, false, [
    "encrypt",
  ]);
  return new Uint8Array(await crypto.subtle.encrypt({ name: "RSA-OAEP" }, key, new Uint8Array(material)));
}

export function canWrapInBrowser(spec: KeySpec, algorithm: AlgorithmSpec): boolean {
  return materialBytes(spec) !== null && algorithm.startsWith("RSAES_OAEP");
}

export function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  const digits = text.replaceAll(/\s/g, "");
  return /^([0-9a-fA-F]{2})*$/.test(digits)
    ? Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    : null;
}

/** What the material of a key of this spec is, in words. */
export function materialKind(spec: KeySpec): "symmetric" | "hmac" | "privateKey" {
  const isPrivate = specs[spec]?.type === "Asymmetric";
  return isPrivate ? "privateKey" : spec === "SYMMETRIC_DEFAULT" ? "symmetric" : "hmac";
}
