// The AWS Encryption SDK for JavaScript. The first argument is what to do, the rest are key ARNs and what is said below.
import assert from "node:assert/strict";
import { KmsKeyringNode, buildClient, CommitmentPolicy } from "@aws-crypto/client-node";
import { refused, tampered } from "./expect.mjs";

const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
const encryptionContext = { purpose: "e2e", tenant: "münchen" };

const keyring = (generatorKeyId, ...keyIds) => new KmsKeyringNode({ generatorKeyId, keyIds });
const opening = (keyId) => new KmsKeyringNode({ keyIds: [keyId] });
const sealed = async (text, ...keys) => (await encrypt(keyring(...keys), text, { encryptionContext })).result;

const acts = {
  /** What was encrypted under two keys is decrypted with either, and by a keyring that asks which key it was. */
  async either(generator, additional) {
    const message = await sealed("under two keys", generator, additional);
    const discovery = new KmsKeyringNode({ discovery: true });
    for (const keys of [opening(generator), opening(additional), discovery]) {
      const { plaintext, messageHeader } = await decrypt(keys, message);
      assert.equal(plaintext.toString(), "under two keys");
      assert.deepEqual(messageHeader.encryptedDataKeys.map((key) => key.providerInfo), [generator, additional]);
      assert.equal(messageHeader.encryptionContext.tenant, "münchen");
      assert.ok(messageHeader.encryptionContext["aws-crypto-public-key"]);
    }
  },

  /** A key that the message is not encrypted under is not even asked. */
  async strange(key, stranger) {
    await refused("unencryptedDataKey has not been set", decrypt(opening(stranger), await sealed("a secret", key)));
  },

  /** The service refuses a changed context or data key, the library a changed body. */
  async changed(key) {
    const message = await sealed("a secret", key);
    const refusal = (bytes) => refused("InvalidCiphertextException", decrypt(opening(key), bytes));

    await refusal(tampered(message, message.indexOf("e2e")));
    await refusal(tampered(message, message.indexOf(key) + key.length + 2 + 40));
    for (const position of [-1, -120]) {
      await assert.rejects(decrypt(opening(key), tampered(message, position)));
    }
  },

  /** A disabled key opens nothing; the other key of the message still does. */
  async disabled(disabled, enabled, messageInBase64) {
    const message = Buffer.from(messageInBase64, "base64");
    await refused("DisabledException", decrypt(opening(disabled), message));
    assert.equal((await decrypt(opening(enabled), message)).plaintext.toString(), "kept");
    await refused("DisabledException", sealed("new", disabled));
  },

  /** Prints a message in base64: the text encrypted under the keys. */
  async encrypt(text, ...keys) {
    console.log((await sealed(text, ...keys)).toString("base64"));
  },

  /** Prints the text of a message in base64, as the key opens it. */
  async decrypt(key, messageInBase64) {
    console.log((await decrypt(opening(key), Buffer.from(messageInBase64, "base64"))).plaintext.toString());
  },
};

const [act, ...given] = process.argv.slice(2);
await acts[act](...given);
