import { type Bytes, fromText, joined } from "../bytes/encodings";
import { uint16 } from "../bytes/reader";
import { IV_BYTES, TAG_BYTES } from "./header";
import type { Suite } from "./suites";

/** The browser has no WebCrypto, which it gives to pages over TLS and to those of this machine only. */
export class NoCrypto extends Error {
  override readonly name = "NoCrypto";

  constructor() {
    super("The browser encrypts and decrypts messages only if the console is opened over https, or as localhost.");
  }
}

/** WebCrypto. The type says that it is always there. */
export function subtle(): SubtleCrypto {
  const { subtle } = globalThis.crypto as Partial<Crypto>;
  if (subtle === undefined) {
    throw new NoCrypto();
  }
  return subtle;
}

/** What encrypts one message, and what proves that it does. */
export interface MessageKeys {
  encryption: MessageKey;
  commitment: Bytes;
}

/** Derives the keys of a message from its data key: HKDF with SHA-512, and the message id as the salt. */
export async function deriveKeys(dataKey: Bytes, suite: Suite, messageId: Bytes): Promise<MessageKeys> {
  const source = await subtle().importKey("raw", dataKey, "HKDF", false, ["deriveBits"]);
  const derive = async (info: Bytes) =>
    new Uint8Array(await subtle().deriveBits({ name: "HKDF", hash: "SHA-512", salt: messageId, info }, source, 256));
  const raw = await derive(joined(uint16(suite.id), fromText("DERIVEKEY")));
  try {
    const key = await subtle().importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
    return { encryption: new MessageKey(key), commitment: await derive(fromText("COMMITKEY")) };
  } finally {
    raw.fill(0);
  }
}

/** The AES-256-GCM key of one message. */
export class MessageKey {
  constructor(private readonly key: CryptoKey) {}

  /** Returns the ciphertext with its tag. */
  async encrypt(iv: Bytes, additionalData: Bytes, plaintext: Bytes): Promise<Bytes> {
    return new Uint8Array(await subtle().encrypt(this.algorithm(iv, additionalData), this.key, plaintext));
  }

  /** Returns the plaintext; null if the tag does not fit. */
  async decrypt(iv: Bytes, additionalData: Bytes, ciphertextAndTag: Bytes): Promise<Bytes | null> {
    try {
      return new Uint8Array(await subtle().decrypt(this.algorithm(iv, additionalData), this.key, ciphertextAndTag));
    } catch {
      return null;
    }
  }

  /** The tag of the header. Its initialization vector is zero, which no frame has. */
  headerTag(header: Bytes): Promise<Bytes> {
    return this.encrypt(new Uint8Array(IV_BYTES), header, new Uint8Array());
  }

  private algorithm(iv: Bytes, additionalData: Bytes): AesGcmParams {
    return { name: "AES-GCM", iv, additionalData, tagLength: 8 * TAG_BYTES };
  }
}

export function random(length: number): Bytes {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
