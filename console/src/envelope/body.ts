import { type Bytes, fromText, joined } from "../bytes/encodings";
import { Malformed, type Reader, uint32, uint64 } from "../bytes/reader";
import { type Header, IV_BYTES, TAG_BYTES } from "./header";
import type { MessageKey } from "./keys";

/** Told how much of the content is done, from 0 to 1; may throw to stop. */
export type Progress = (done: number) => void;

const FINAL = 0xffffffff;
const content = {
  frame: fromText("AWSKMSEncryptionClient Frame"),
  finalFrame: fromText("AWSKMSEncryptionClient Final Frame"),
  single: fromText("AWSKMSEncryptionClient Single Block"),
};

function additionalData(messageId: Bytes, kind: keyof typeof content, sequence: number, length: number): Bytes {
  return joined(messageId, content[kind], uint32(sequence), uint64(BigInt(length)));
}

/** Encrypts the content frame by frame. The last frame may be shorter, and is the only one if there is no content. */
export async function sealFrames(
  key: MessageKey,
  header: Header,
  plaintext: Blob,
  progress: Progress,
): Promise<Bytes[]> {
  const { messageId, frameBytes } = header;
  const frames = Math.max(1, Math.ceil(plaintext.size / frameBytes));
  const parts: Bytes[] = [];
  for (let sequence = 1; sequence <= frames; sequence += 1) {
    progress((sequence - 1) / frames);
    const from = (sequence - 1) * frameBytes;
    const piece = new Uint8Array(await plaintext.slice(from, from + frameBytes).arrayBuffer());
    const last = sequence === frames;
    const iv = joined(new Uint8Array(IV_BYTES - 4), uint32(sequence));
    const aad = additionalData(messageId, last ? "finalFrame" : "frame", sequence, piece.length);
    const sealed = await key.encrypt(iv, aad, piece);
    piece.fill(0);
    if (last) {
      parts.push(joined(uint32(FINAL), uint32(sequence), iv, uint32(piece.length), sealed));
    } else {
      parts.push(joined(uint32(sequence), iv, sealed));
    }
  }
  return parts;
}

/** Decrypts the body that begins where the reader is, and leaves the reader behind it. */
export async function openBody(key: MessageKey, header: Header, reader: Reader, progress: Progress): Promise<Bytes[]> {
  return header.framed ? openFrames(key, header, reader, progress) : [await openSingle(key, header, reader)];
}

async function openFrames(key: MessageKey, header: Header, reader: Reader, progress: Progress): Promise<Bytes[]> {
  const parts: Bytes[] = [];
  for (let sequence = 1; ; sequence += 1) {
    progress(reader.at / reader.bytes.length);
    const first = reader.uint32();
    const last = first === FINAL;
    if ((last ? reader.uint32() : first) !== sequence) {
      throw new Malformed("The frames of the message are out of order.");
    }
    const iv = reader.take(IV_BYTES);
    const length = last ? reader.uint32() : header.frameBytes;
    if (length > header.frameBytes) {
      throw new Malformed("The last frame of the message is too long.");
    }
    const aad = additionalData(header.messageId, last ? "finalFrame" : "frame", sequence, length);
    parts.push(whole(await key.decrypt(iv, aad, reader.take(length + TAG_BYTES))));
    if (last) {
      return parts;
    }
  }
}

async function openSingle(key: MessageKey, header: Header, reader: Reader): Promise<Bytes> {
  const iv = reader.take(IV_BYTES);
  const length = Number(reader.uint64());
  const aad = additionalData(header.messageId, "single", 1, length);
  return whole(await key.decrypt(iv, aad, reader.take(length + TAG_BYTES)));
}

function whole(plaintext: Bytes | null): Bytes {
  if (plaintext === null) {
    throw new Malformed("The content of the message was changed after it was encrypted.");
  }
  return plaintext;
}
