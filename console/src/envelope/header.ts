import { type Bytes, fromText, joined } from "../bytes/encodings";
import { Malformed, Reader, uint16, uint32 } from "../bytes/reader";
import { type Suite, suiteOf } from "./suites";

/** A data key, wrapped by one of the keys that open the message. */
export interface EncryptedDataKey {
  /** `aws-kms` if a KMS key wrapped it. */
  provider: string;
  /** Of a KMS key: its ARN. */
  info: string;
  ciphertext: Bytes;
}

/** What a message says of itself before its content. */
export interface Header {
  suite: Suite;
  messageId: Bytes;
  context: Record<string, string>;
  dataKeys: EncryptedDataKey[];
  framed: boolean;
  /** Bytes of content in each frame but the last; 0 if the message has no frames. */
  frameBytes: number;
  /** Proves the data key; empty in version 1. */
  commitment: Bytes;
}

/** A header with the bytes that its tag authenticates, and where the body begins. */
export interface ParsedHeader extends Header {
  authenticated: Bytes;
  tag: Bytes;
  bodyAt: number;
}

export const TAG_BYTES = 16;
export const IV_BYTES = 12;
const COMMITMENT_BYTES = 32;
const CUSTOMER_AUTHENTICATED = 0x80;
const MESSAGE_ID_BYTES = { 1: 16, 2: 32 };

/** The bytes of a header of version 2, without its tag. */
export function headerBytes(header: Header): Bytes {
  const context = contextBytes(header.context);
  return joined(
    new Uint8Array([header.suite.version]),
    uint16(header.suite.id),
    header.messageId,
    uint16(context.length),
    context,
    uint16(header.dataKeys.length),
    ...header.dataKeys.flatMap((key) => [
      counted(fromText(key.provider)),
      counted(fromText(key.info)),
      counted(key.ciphertext),
    ]),
    new Uint8Array([header.framed ? 2 : 1]),
    uint32(header.frameBytes),
    header.commitment,
  );
}

/** The pairs in the order of their names' bytes; nothing at all if there are none. */
function contextBytes(context: Record<string, string>): Bytes {
  const pairs = Object.entries(context)
    .map(([name, value]) => [fromText(name), fromText(value)] as const)
    .sort(([one], [other]) => compare(one, other));
  return pairs.length === 0
    ? new Uint8Array()
    : joined(uint16(pairs.length), ...pairs.flatMap(([name, value]) => [counted(name), counted(value)]));
}

function compare(one: Bytes, other: Bytes): number {
  const at = one.findIndex((byte, index) => byte !== other[index]);
  return at < 0 ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? -1);
}

function counted(bytes: Bytes): Bytes {
  if (bytes.length > 0xffff) {
    throw new Malformed("A part of the header is longer than 65,535 bytes.");
  }
  return joined(uint16(bytes.length), bytes);
}

export function parseHeader(bytes: Bytes): ParsedHeader {
  const reader = new Reader(bytes);
  const version = reader.uint8();
  if ((version !== 1 && version !== 2) || (version === 1 && reader.uint8() !== CUSTOMER_AUTHENTICATED)) {
    throw new Malformed("This is not a message of the AWS Encryption SDK.");
  }
  const suite = suiteOf(reader.uint16(), version);
  const messageId = reader.take(MESSAGE_ID_BYTES[version]);
  const context = parseContext(reader.counted());
  const dataKeys = parseDataKeys(reader);
  const contentType = reader.uint8();
  if (contentType !== 1 && contentType !== 2) {
    throw new Malformed(`There is no content type ${contentType}.`);
  }
  const framed = contentType === 2;
  if (version === 1 && (reader.uint32() !== 0 || reader.uint8() !== IV_BYTES)) {
    throw new Malformed("The header has an initialization vector of another length.");
  }
  const frameBytes = reader.uint32();
  if (framed === (frameBytes === 0)) {
    throw new Malformed("The frame length does not fit the content type.");
  }
  const commitment = reader.take(suite.commitment ? COMMITMENT_BYTES : 0);
  const authenticated = bytes.subarray(0, reader.at);
  reader.take(version === 1 ? IV_BYTES : 0);
  const tag = reader.take(TAG_BYTES);
  return { suite, messageId, context, dataKeys, framed, frameBytes, commitment, authenticated, tag, bodyAt: reader.at };
}

function parseContext(bytes: Bytes): Record<string, string> {
  if (bytes.length === 0) {
    return {};
  }
  const reader = new Reader(bytes);
  const pairs = Array.from({ length: reader.uint16() }, () => [reader.text(), reader.text()] as const);
  if (reader.left > 0 || new Set(pairs.map(([name]) => name)).size < pairs.length) {
    throw new Malformed("The encryption context of the message is malformed.");
  }
  return Object.fromEntries(pairs);
}

function parseDataKeys(reader: Reader): EncryptedDataKey[] {
  const count = reader.uint16();
  if (count === 0) {
    throw new Malformed("The message has no data key.");
  }
  return Array.from({ length: count }, () => ({
    provider: reader.text(),
    info: reader.text(),
    ciphertext: reader.counted(),
  }));
}
