import { type Bytes, equal, joined } from "../bytes/encodings";
import { Malformed, Reader } from "../bytes/reader";
import { openBody, type Progress, sealFrames } from "./body";
import { type EncryptedDataKey, type Header, headerBytes, type ParsedHeader, parseHeader } from "./header";
import { deriveKeys, random } from "./keys";
import { verifyFooter } from "./signature";
import { ourSuite } from "./suites";

// Messages of the AWS Encryption SDK, version 2. Source: "AWS Encryption SDK message format reference",
// https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/message-format.html

export const KMS_PROVIDER = "aws-kms";
const MESSAGE_ID_BYTES = 32;
const DATA_KEY_BYTES = 32;
const FRAME_BYTES = 65_536;
const RESERVED = "aws-crypto-";

/** A data key in clear and as the keys that open the message wrapped it. */
export interface DataKey {
  plaintext: Bytes;
  wrapped: EncryptedDataKey[];
}

/** Unwraps a data key under the encryption context of the message. It throws if it may not. */
export type Unwrap = (key: EncryptedDataKey, context: Record<string, string>) => Promise<Bytes>;

const quiet: Progress = () => {};

/** Encrypts the content under the data key. */
export async function seal(
  plaintext: Blob,
  dataKey: DataKey,
  context: Record<string, string>,
  progress: Progress = quiet,
  frameBytes = FRAME_BYTES,
): Promise<Blob> {
  refuseReserved(context);
  const messageId = random(MESSAGE_ID_BYTES);
  const { encryption, commitment } = await deriveKeys(dataKey.plaintext, ourSuite, messageId);
  const header: Header = {
    suite: ourSuite,
    messageId,
    context,
    dataKeys: dataKey.wrapped,
    framed: true,
    frameBytes,
    commitment,
  };
  const bytes = headerBytes(header);
  const tag = await encryption.headerTag(bytes);
  return new Blob([bytes, tag, ...(await sealFrames(encryption, header, plaintext, progress))]);
}

/** The libraries keep these names for themselves, and refuse a message in which a caller chose one. */
export function refuseReserved(context: Record<string, string>): void {
  const reserved = Object.keys(context).find((name) => name.startsWith(RESERVED));
  if (reserved !== undefined) {
    throw new Malformed(`The encryption context may not have the key "${reserved}": ${RESERVED} is reserved.`);
  }
}

export interface Opened {
  plaintext: Bytes;
  header: ParsedHeader;
  /** The wrapped data key that was used. */
  by: EncryptedDataKey;
}

/** Decrypts a message. Nothing of it is returned before all of it is proven. */
export async function open(message: Bytes, unwrap: Unwrap, progress: Progress = quiet): Promise<Opened> {
  const header = parseHeader(message);
  if (!header.suite.commitment) {
    throw new Malformed(
      `The message was encrypted with ${header.suite.name}, which has no key commitment. ` +
        "The AWS Encryption SDK opens it with the commitment policy FORBID_ENCRYPT_ALLOW_DECRYPT.",
    );
  }
  const { dataKey, by } = await unwrapAny(header, unwrap);
  try {
    const { encryption, commitment } = await deriveKeys(dataKey, header.suite, header.messageId);
    if (!equal(commitment, header.commitment)) {
      throw new Malformed("The data key is not the one that the message commits to.");
    }
    if (!equal(await encryption.headerTag(header.authenticated), header.tag)) {
      throw new Malformed("The header of the message was changed after it was encrypted.");
    }
    const reader = new Reader(message, header.bodyAt);
    const parts = await openBody(encryption, header, reader, progress);
    if (header.suite.curve !== null) {
      await verifyFooter(header, reader);
    }
    if (reader.left > 0) {
      throw new Malformed(`There are ${reader.left} bytes behind the end of the message.`);
    }
    const plaintext = joined(...parts);
    for (const part of parts) {
      part.fill(0);
    }
    return { plaintext, header, by };
  } finally {
    dataKey.fill(0);
  }
}

/** Unwraps the first data key that can be, as the libraries do. If none can, the first refusal is thrown. */
async function unwrapAny(header: ParsedHeader, unwrap: Unwrap): Promise<{ dataKey: Bytes; by: EncryptedDataKey }> {
  const keys = header.dataKeys.filter((key) => key.provider === KMS_PROVIDER);
  if (keys.length === 0) {
    throw new Malformed("No data key of the message was wrapped by a KMS key.");
  }
  const refusals: unknown[] = [];
  for (const by of keys) {
    try {
      const dataKey = await unwrap(by, header.context);
      if (dataKey.length !== DATA_KEY_BYTES) {
        throw new Malformed(`The data key has ${dataKey.length} bytes instead of ${DATA_KEY_BYTES}.`);
      }
      return { dataKey, by };
    } catch (refusal) {
      refusals.push(refusal);
    }
  }
  throw refusals[0];
}
