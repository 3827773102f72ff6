import { type Bytes, fromBase64, fromHex, fromPem, toText } from "../bytes/encodings";
import { type CiphertextBlob, readBlob } from "./blob";
import { type ParsedHeader, parseHeader } from "./header";

/** What bytes are, as far as it shows without a key. */
export type Recognized =
  | { kind: "blob"; blob: CiphertextBlob }
  | { kind: "message"; header: ParsedHeader; bytes: number }
  | { kind: "unknown"; bytes: number };

export function recognize(bytes: Bytes): Recognized {
  const blob = readBlob(bytes);
  if (blob !== null) {
    return { kind: "blob", blob };
  }
  try {
    return { kind: "message", header: parseHeader(bytes), bytes: bytes.length };
  } catch {
    return { kind: "unknown", bytes: bytes.length };
  }
}

/** Reads a pasted ciphertext: base64, also between lines of PEM, or hexadecimal. Null if it is none of them. */
export function ciphertextOf(pasted: string): Bytes | null {
  const hex = fromHex(pasted);
  // Digits alone may be both. Base64 is the usual form, so they are hexadecimal only if that gives a known form.
  if (hex !== null && recognize(hex).kind !== "unknown") {
    return hex;
  }
  return pasted.includes("-----BEGIN") ? fromPem(pasted) : (fromBase64(pasted) ?? hex);
}

/** The ciphertext in a file, which may hold it as bytes or as text. */
export function ciphertextIn(file: Bytes): Bytes {
  if (recognize(file).kind !== "unknown") {
    return file;
  }
  const text = toText(file);
  return (text === null ? null : ciphertextOf(text)) ?? file;
}

const rsaBytes = new Map([
  [256, "RSA_2048"],
  [384, "RSA_3072"],
  [512, "RSA_4096"],
]);
const mlKemBytes = new Map([
  [768, "ML_KEM_512"],
  [1088, "ML_KEM_768"],
  [1568, "ML_KEM_1024"],
]);
const mlDsaBytes = new Map([
  [2420, "ML_DSA_44"],
  [3309, "ML_DSA_65"],
  [4627, "ML_DSA_87"],
]);

/** What else bytes of this length could be: none of these forms names its key. */
export function guesses(bytes: number): string[] {
  const rsa = rsaBytes.get(bytes);
  const mlKem = mlKemBytes.get(bytes);
  const mlDsa = mlDsaBytes.get(bytes);
  return [
    ...(rsa === undefined ? [] : [`a ciphertext or a signature of an ${rsa} key`]),
    ...(mlKem === undefined ? [] : [`an encapsulated shared secret of an ${mlKem} key`]),
    ...(mlDsa === undefined ? [] : [`a signature of an ${mlDsa} key`]),
    ...(bytes === 64 ? ["a signature of an ECC_NIST_EDWARDS25519 key", "an HMAC with SHA-512"] : []),
    ...(bytes >= 68 && bytes <= 72 ? ["an ECDSA signature of an ECC_NIST_P256 or ECC_SECG_P256K1 key"] : []),
    ...({ 28: ["an HMAC with SHA-224"], 32: ["an HMAC with SHA-256"], 48: ["an HMAC with SHA-384"] }[bytes] ?? []),
  ];
}
