// Proves that the console and the AWS Encryption SDK for JavaScript open each other's messages, against a running
// `./trent dev`. The SDK is among the programs that e2e/src/test/npm/install installs. Run it in console/:
//
//   AWS_ENDPOINT_URL=http://127.0.0.1:4599 node test/encryption-sdk.mjs
//
// With --vectors it also writes src/envelope/vectors.json, which the unit tests read.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runnerImport } from "vite";

const home = join(import.meta.dirname, "..");
const installed = createRequire(join(home, "../e2e/target/npm/package.json"));
const load = (name) => import(pathToFileURL(installed.resolve(name)).href);
const { KmsKeyringNode, buildClient, CommitmentPolicy, AlgorithmSuiteIdentifier } =
  await load("@aws-crypto/client-node");
const { CreateKeyCommand, DecryptCommand, GenerateDataKeyCommand, KMSClient } = await load("@aws-sdk/client-kms");
const source = async (name) => (await runnerImport(join(home, "src", name), { configFile: false })).module;
const { open, seal } = await source("envelope/message.ts");
const { recognize } = await source("envelope/recognize.ts");

process.env.AWS_ACCESS_KEY_ID ??= "test";
process.env.AWS_SECRET_ACCESS_KEY ??= "test";
process.env.AWS_REGION ??= "us-east-1";
const kms = new KMSClient({ maxAttempts: 1 });
const sdk = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
const older = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
const context = { purpose: "proof", tenant: "münchen", 日本: "", "\u{ffff}": "a", "\u{10000}": "b" };
const suites = AlgorithmSuiteIdentifier;

const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
const KeyId = KeyMetadata.Arn;
const keyring = new KmsKeyringNode({ generatorKeyId: KeyId });

const opened = new Map();
async function unwrap(key, EncryptionContext) {
  assert.equal(key.info, KeyId);
  const { Plaintext } = await kms.send(
    new DecryptCommand({ KeyId: key.info, CiphertextBlob: key.ciphertext, EncryptionContext }),
  );
  opened.set(Buffer.from(key.ciphertext).toString("base64"), Buffer.from(Plaintext).toString("base64"));
  return new Uint8Array(Plaintext);
}

const content = (length) => Uint8Array.from({ length }, (_, at) => (at * 31 + 7) % 251);
const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());

let proofs = 0;
for (const length of [0, 1, 4_096, 65_535, 65_536, 65_537, 1_000_000]) {
  for (const EncryptionContext of [{}, context]) {
    const key = await kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: "AES_256", EncryptionContext }));
    const wrapped = [{ provider: "aws-kms", info: KeyId, ciphertext: new Uint8Array(key.CiphertextBlob) }];
    const dataKey = { plaintext: new Uint8Array(key.Plaintext), wrapped };
    const message = await bytesOf(await seal(new Blob([content(length)]), dataKey, EncryptionContext));

    const { plaintext, messageHeader } = await sdk.decrypt(keyring, Buffer.from(message));
    assert.deepEqual(new Uint8Array(plaintext), content(length));
    assert.deepEqual({ ...messageHeader.encryptionContext }, EncryptionContext);
    const again = await open(message, unwrap);
    assert.deepEqual(again.plaintext, content(length));
    proofs += 1;
  }
}

const vectors = [];
for (const [suiteId, frameLength] of [
  [undefined, 4_096],
  [suites.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY, 4_096],
  [suites.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY_ECDSA_P384, 100],
]) {
  for (const length of [0, 100, 257]) {
    const encryptionContext = length === 0 ? {} : context;
    const { result } = await sdk.encrypt(keyring, Buffer.from(content(length)), {
      encryptionContext,
      suiteId,
      frameLength,
    });
    const message = new Uint8Array(result);
    const { plaintext, header, by } = await open(message, unwrap);
    assert.deepEqual(plaintext, content(length));
    const base64 = (bytes) => Buffer.from(bytes).toString("base64");
    vectors.push({
      suite: header.suite.name,
      context: encryptionContext,
      plaintext: base64(content(length)),
      dataKey: opened.get(base64(by.ciphertext)),
      message: base64(message),
    });
    proofs += 1;
  }
}

// Messages of version 1 are read, and not opened.
const { result } = await older.encrypt(keyring, Buffer.from("old"), { encryptionContext: context });
const old = new Uint8Array(result);
assert.equal(recognize(old).header.suite.id, 0x0378);
assert.equal(recognize(old).header.context.tenant, "münchen");
await assert.rejects(open(old, unwrap), /no key commitment/);
vectors.push({ suite: recognize(old).header.suite.name, context, message: Buffer.from(old).toString("base64") });

if (process.argv.includes("--vectors")) {
  writeFileSync(join(home, "src/envelope/vectors.json"), `${JSON.stringify(vectors, null, 2)}\n`);
}
console.log(`${proofs} messages opened both ways`);
