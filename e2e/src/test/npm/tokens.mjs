// JSON Web Tokens. The first argument is what to do, the second is said below.
import assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { jwtVerify } from "jose";
import jwtOnKms from "jwt-on-kms";

/** Returns the token with another claim in it, and with a bit of its signature turned. */
function forged(token) {
  const [header, payload, signature] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url"));
  const otherPayload = Buffer.from(JSON.stringify({ ...claims, sub: "mallory" })).toString("base64url");
  const bytes = Buffer.from(signature, "base64url");
  bytes[bytes.length >> 1] ^= 1;
  return [`${header}.${otherPayload}.${signature}`, `${header}.${payload}.${bytes.toString("base64url")}`];
}

const acts = {
  /** Verifies tokens with jose and their public keys alone; the argument is the file that has them by algorithm. */
  async verify(file) {
    const signed = JSON.parse(await readFile(file));
    const keys = Object.fromEntries(Object.entries(signed).map(([algorithm, { publicKey }]) =>
      [algorithm, createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" })]));

    for (const [algorithm, { token }] of Object.entries(signed)) {
      const verified = await jwtVerify(token, keys[algorithm], { algorithms: [algorithm] });
      assert.equal(verified.protectedHeader.alg, algorithm);
      assert.deepEqual(verified.payload, { sub: "alice", alg: algorithm });
      for (const changed of forged(token)) {
        await assert.rejects(jwtVerify(changed, keys[algorithm]), { code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });
      }
      const another = keys[algorithm === "ES256" ? "RS256" : "ES256"];
      await assert.rejects(jwtVerify(token, another));
    }
    console.log(Object.keys(signed).join(" "));
  },

  /** Signs and verifies with jwt-on-kms, whose tokens name the algorithm as KMS does; the argument is an RSA key. */
  async onKms(key) {
    const token = await jwtOnKms.sign({ sub: "alice" }, key, { expiresIn: 60 });
    const old = await jwtOnKms.sign({ sub: "alice" }, key, { expiresAt: new Date(1000) });

    const { isValid, payload } = await jwtOnKms.verify(token, key);
    assert.ok(isValid);
    assert.equal(payload.sub, "alice");
    assert.equal((await jwtOnKms.verify(old, key)).error, "Token expired");
    for (const changed of forged(token)) {
      assert.equal((await jwtOnKms.verify(changed, key)).error, "Invalid signature");
    }
  },
};

const [act, ...given] = process.argv.slice(2);
await acts[act](...given);
