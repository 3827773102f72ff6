// Envelope encryption by hand: a data key from the service, AES-GCM by Node.js. The argument is the ARN of a key.
import assert from "node:assert/strict";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { refused, tampered } from "./expect.mjs";

const kms = new KMSClient({ maxAttempts: 1 });
const EncryptionContext = { file: "report.pdf" };
const [KeyId] = process.argv.slice(2);

async function seal(plaintext) {
  const key = await kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: "AES_256", EncryptionContext }));
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.Plaintext, iv);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return { key: key.CiphertextBlob, iv, ciphertext, tag: cipher.getAuthTag() };
}

async function open({ key, iv, ciphertext, tag }, context = EncryptionContext) {
  const opened = await kms.send(new DecryptCommand({ CiphertextBlob: key, EncryptionContext: context }));
  const decipher = createDecipheriv("aes-256-gcm", opened.Plaintext, iv).setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

const envelope = await seal(Buffer.alloc(1 << 20, "large"));
assert.deepEqual(await open(envelope), Buffer.alloc(1 << 20, "large"));
await refused("InvalidCiphertextException", open(envelope, { file: "other.pdf" }));
await refused("InvalidCiphertextException", open(envelope, {}));
await refused("InvalidCiphertextException", open({ ...envelope, key: tampered(envelope.key, -1) }));
await refused("unable to authenticate data", open({ ...envelope, ciphertext: tampered(envelope.ciphertext, 7) }));
