import { type Bytes, toHex } from "../bytes/encodings";
import { Reader } from "../bytes/reader";

// The ciphertext blob of Encrypt and GenerateDataKey: docs/spec/ciphertext-blob.md.

/** What a ciphertext blob tells without a key. */
export interface CiphertextBlob {
  keyId: string;
  keyMaterialId: string;
  nonce: string;
  plaintextBytes: number;
}

const VERSION = 1;
const OVERHEAD_BYTES = 98;
/** The API takes no longer one. Source: AWS KMS API Reference, Decrypt, CiphertextBlob. */
const BLOB_BYTES_MAX = 6144;
const CRC_BYTES = 4;
const CASTAGNOLI = 0x82f63b78;

/** Reads what a blob says of itself; null if the bytes are no whole blob. */
export function readBlob(bytes: Bytes): CiphertextBlob | null {
  if (bytes.length <= OVERHEAD_BYTES || bytes.length > BLOB_BYTES_MAX || bytes[0] !== VERSION) {
    return null;
  }
  const reader = new Reader(bytes, 1);
  const keyId = readKeyId(reader.uint8(), toHex(reader.take(16)));
  const keyMaterialId = toHex(reader.take(32));
  const nonce = toHex(reader.take(16));
  const sum = new Reader(bytes, bytes.length - CRC_BYTES).uint32();
  if (keyId === null || sum !== crc32c(bytes.subarray(0, bytes.length - CRC_BYTES))) {
    return null;
  }
  return { keyId, keyMaterialId, nonce, plaintextBytes: bytes.length - OVERHEAD_BYTES };
}

function readKeyId(kind: number, digits: string): string | null {
  switch (kind) {
    case 0:
      return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    case 1:
      return `mrk-${digits}`;
    default:
      return null;
  }
}

export function crc32c(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      sum = (sum >>> 1) ^ (sum & 1 ? CASTAGNOLI : 0);
    }
  }
  return (sum ^ 0xffffffff) >>> 0;
}
