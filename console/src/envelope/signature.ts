import { type Bytes, fromBase64, joined } from "../bytes/encodings";
import { Malformed, Reader } from "../bytes/reader";
import type { ParsedHeader } from "./header";
import { subtle } from "./keys";

/** The name in the encryption context under which the key of the signature stands. */
export const PUBLIC_KEY = "aws-crypto-public-key";

const COORDINATE_BYTES = 48;
// NIST P-384, SEC 2 §2.5.1: y² = x³ − 3x + b.
const p = 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n;
const b = 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn;

/** Refuses the message unless the footer at the reader signs everything before it, by ECDSA on P-384 with SHA-384. */
export async function verifyFooter(header: ParsedHeader, reader: Reader): Promise<void> {
  const signed = reader.bytes.subarray(0, reader.at);
  const signature = rawSignature(reader.counted());
  const point = fromBase64(publicKeyOf(header));
  const algorithm = { name: "ECDSA", namedCurve: "P-384", hash: "SHA-384" };
  const key = await subtle().importKey("raw", uncompressed(point ?? new Uint8Array()), algorithm, false, ["verify"]);
  if (!(await subtle().verify(algorithm, key, signature, signed))) {
    throw new Malformed("The signature of the message does not fit: it was changed after it was encrypted.");
  }
}

function publicKeyOf({ context }: ParsedHeader): string {
  if (!(PUBLIC_KEY in context)) {
    throw new Malformed("The message has no public key of its signature.");
  }
  return String(context[PUBLIC_KEY]);
}

/** The point with both coordinates. Browsers do not import a compressed one. */
export function uncompressed(point: Bytes): Bytes {
  const sign = point[0];
  if (point.length !== 1 + COORDINATE_BYTES || (sign !== 2 && sign !== 3)) {
    throw new Malformed("The message has no public key of its signature.");
  }
  const x = number(point.subarray(1));
  const square = modulo(x * x * x - 3n * x + b);
  // p is 3 modulo 4.
  const root = power(square, (p + 1n) / 4n);
  if (x >= p || modulo(root * root) !== square) {
    throw new Malformed("The public key of the message is not a point of P-384.");
  }
  const y = root % 2n === BigInt(sign % 2) ? root : p - root;
  return joined(new Uint8Array([4]), coordinate(x), coordinate(y));
}

/** The two numbers of a signature in DER, one behind the other, as WebCrypto takes them. */
function rawSignature(der: Bytes): Bytes {
  const reader = new Reader(der);
  const tagged = (tag: number) => {
    if (reader.uint8() !== tag) {
      throw new Malformed("The signature of the message is malformed.");
    }
    return reader.uint8();
  };
  const length = tagged(0x30);
  if (length !== reader.left) {
    throw new Malformed("The signature of the message is malformed.");
  }
  return joined(coordinate(number(reader.take(tagged(2)))), coordinate(number(reader.take(tagged(2)))));
}

function number(bytes: Bytes): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function coordinate(value: bigint): Bytes {
  const digits = value.toString(16).padStart(2 * COORDINATE_BYTES, "0");
  if (digits.length > 2 * COORDINATE_BYTES) {
    throw new Malformed("The signature of the message is malformed.");
  }
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function modulo(value: bigint): bigint {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base, left = exponent; left > 0n; left >>= 1n, square = (square * square) % p) {
    if (left & 1n) {
      result = (result * square) % p;
    }
  }
  return result;
}
