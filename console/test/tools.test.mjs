// The tools, each used by clicking, and their answers checked elsewhere: by Node's own cryptography or by the API.
import assert from "node:assert/strict";
import { createHmac, createPublicKey, diffieHellman, generateKeyPairSync, verify } from "node:crypto";
import { test } from "node:test";
import { DecryptCommand, EncryptCommand, GetPublicKeyCommand } from "@aws-sdk/client-kms";
import { account, key, kms } from "./api.mjs";
import { base, signIn, withPage } from "./browser.mjs";

const MESSAGE = "the message of this test";
const base64 = (bytes) => Buffer.from(bytes).toString("base64");
const button = (page, name) => page.getByRole("button", { name, exact: true });
const field = (page, label) => page.getByLabel(label, { exact: true });
const told = (page, text) => page.getByText(text, { exact: true }).first().waitFor();

async function open(page, path, made) {
  await page.goto(`${base}/console/${path}?key=${made.KeyId}`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}

async function revealed(page, label) {
  await button(page, "Reveal").click();
  return page.getByRole("textbox", { name: label, exact: true }).inputValue();
}

test("every tool does its operation", async () => {
  const owner = account();
  const client = kms(owner);
  const signer = await key(owner, "signer", { KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" });
  const mac = await key(owner, "mac", { KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" });
  const first = await key(owner, "first");
  const second = await key(owner, "second");
  const agreement = await key(owner, "agreement", { KeySpec: "ECC_NIST_P256", KeyUsage: "KEY_AGREEMENT" });
  const kem = await key(owner, "kem", { KeySpec: "ML_KEM_768", KeyUsage: "ENCAPSULATE_DECAPSULATE" });
  const publicKey = async (made) =>
    createPublicKey({
      key: Buffer.from((await client.send(new GetPublicKeyCommand({ KeyId: made.KeyId }))).PublicKey),
      format: "der",
      type: "spki",
    });

  await withPage(async (page) => {
    await signIn(page, owner);

    await open(page, "sign", signer);
    await field(page, "Message").fill(MESSAGE);
    await button(page, "Sign").click();
    const signature = await field(page, "Signature (base64)").inputValue();
    assert.ok(verify("sha256", Buffer.from(MESSAGE), await publicKey(signer), Buffer.from(signature, "base64")));

    await open(page, "verify", signer);
    await field(page, "Message").fill(MESSAGE);
    await field(page, "Signature").fill(signature);
    await button(page, "Verify").click();
    await told(page, "The signature is valid");
    await field(page, "Message").fill("another message");
    await button(page, "Verify").click();
    await told(page, "The signature is not valid");

    await open(page, "mac", mac);
    await field(page, "Message").fill(MESSAGE);
    await button(page, "Generate MAC").click();
    const code = await field(page, "MAC (base64)").inputValue();
    assert.equal(Buffer.from(code, "base64").length, createHmac("sha256", "").digest().length);
    await page.getByRole("tab", { name: "Verify MAC" }).click();
    // The other tab has a message too, so the field that only this one has comes first.
    await field(page, "MAC").fill(code);
    await field(page, "Message").fill(MESSAGE);
    await button(page, "Verify MAC").click();
    await told(page, "The MAC is valid");
    await field(page, "Message").fill("another message");
    await button(page, "Verify MAC").click();
    await told(page, "The MAC is not valid");

    const encrypted = await client.send(
      new EncryptCommand({ KeyId: first.KeyId, Plaintext: Buffer.from(MESSAGE), EncryptionContext: { team: "red" } }),
    );
    await page.goto(`${base}/console/re-encrypt`);
    await field(page, "Ciphertext").fill(base64(encrypted.CiphertextBlob));
    await field(page, "Destination key").click();
    await page.getByRole("option", { name: /second/ }).click();
    await button(page, "Re-encrypt").click();
    await told(page, "InvalidCiphertextException");
    await button(page, "Add pair").first().click();
    await page.getByRole("textbox", { name: "Name" }).first().fill("team");
    await page.getByRole("textbox", { name: "Value" }).first().fill("red");
    await button(page, "Re-encrypt").click();
    const moved = await field(page, "Ciphertext (base64)").inputValue();
    const opened = await client.send(new DecryptCommand({ CiphertextBlob: Buffer.from(moved, "base64") }));
    assert.equal(Buffer.from(opened.Plaintext).toString(), MESSAGE);
    assert.equal(opened.KeyId, second.Arn);

    await page.goto(`${base}/console/inspect`);
    await field(page, "Ciphertext").fill(moved);
    await page.getByRole("link", { name: "second" }).waitFor();
    await told(page, "The current key material of the key");

    await open(page, "data-keys", first);
    await button(page, "Generate data key").click();
    const wrapped = await field(page, "Encrypted data key (base64)").inputValue();
    const plain = await revealed(page, "Plaintext data key");
    const unwrapped = await client.send(new DecryptCommand({ CiphertextBlob: Buffer.from(wrapped, "base64") }));
    assert.equal(base64(unwrapped.Plaintext), plain);
    await page.getByRole("tab", { name: "Data key pair" }).click();
    await button(page, "Generate data key pair").click();
    assert.match(await field(page, "Public key (PEM)").inputValue(), /^-----BEGIN PUBLIC KEY-----/);
    await page.getByRole("tab", { name: "Random bytes" }).click();
    await button(page, "Generate random bytes").click();
    assert.equal(Buffer.from(await revealed(page, "Random bytes"), "base64").length, 32);

    const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
    await open(page, "key-agreement", agreement);
    await field(page, "Public key of the other party").fill(other.publicKey.export({ format: "pem", type: "spki" }));
    await button(page, "Derive shared secret").click();
    const shared = diffieHellman({ privateKey: other.privateKey, publicKey: await publicKey(agreement) });
    assert.equal(await revealed(page, "Shared secret"), base64(shared));

    await open(page, "key-encapsulation", kem);
    await button(page, "Encapsulate").click();
    const capsule = await field(page, "Encapsulated shared secret (base64)").inputValue();
    const secret = await revealed(page, "Shared secret");
    await page.getByRole("tab", { name: "Decapsulate" }).click();
    await field(page, "Encapsulated shared secret").fill(capsule);
    await button(page, "Decapsulate").click();
    assert.equal(await revealed(page, "Shared secret"), secret);
  });
});
