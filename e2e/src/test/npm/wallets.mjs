// Wallets whose key lies in KMS. The first argument is what to do, the others are keys.
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { GetPublicKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import rumblefish from "@rumblefishdev/eth-signer-kms";
import { AwsKmsSigner } from "@solana/keychain-aws-kms";
import { getBase58Decoder } from "@solana/codecs-strings";
import { Transaction, computeAddress, parseEther, verifyMessage, verifyTypedData } from "ethers";
import { refused } from "./expect.mjs";

const kms = new KMSClient({ maxAttempts: 1 });
const MESSAGES = 8;

async function publicKey(KeyId) {
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId }));
  return createPublicKey({ key: Buffer.from(PublicKey), format: "der", type: "spki" });
}

const acts = {
  /** What the key signs leads back to its own address: several times, as half of all signatures must be turned over. */
  async ethereum(key) {
    const wallet = await rumblefish.KMSSigner.create(null, key, kms);
    const address = await wallet.getAddress();
    const spki = (await publicKey(key)).export({ format: "der", type: "spki" });
    assert.equal(address, computeAddress(`0x${spki.subarray(-65).toString("hex")}`));

    for (let i = 0; i < MESSAGES; i++) {
      const signature = await wallet.signMessage(`message ${i}`);
      assert.equal(verifyMessage(`message ${i}`, signature), address);
      assert.notEqual(verifyMessage(`message ${i + 1}`, signature), address);
    }

    const payment = { to: address, value: parseEther("1"), nonce: 7, gasLimit: 21000, chainId: 1, type: 2,
      maxFeePerGas: 2, maxPriorityFeePerGas: 1 };
    assert.equal(Transaction.from(await wallet.signTransaction(payment)).from, address);

    const typed = [{ name: "Trent", chainId: 1 }, { Vote: [{ name: "yes", type: "bool" }] }, { yes: true }];
    assert.equal(verifyTypedData(...typed, await wallet.signTypedData(...typed)), address);
  },

  /** A key of another kind signs nothing. */
  async ethereumRefused(key) {
    const wallet = new rumblefish.KMSSigner(null, `0x${"00".repeat(20)}`, key, kms);
    await refused("InvalidKeyUsageException", wallet.signMessage("a message"));
  },

  /** What the first key signs is verified with its public key, and with that of no other. */
  async solana(key, another) {
    const own = await publicKey(key);
    const address = getBase58Decoder().decode(own.export({ format: "der", type: "spki" }).subarray(-32));
    const wallet = new AwsKmsSigner({ keyId: key, publicKey: address });
    const content = Buffer.from("a transfer on Solana");

    assert.ok(await wallet.isAvailable());
    const [{ [address]: signature }] = await wallet.signMessages([{ content, signatures: {} }]);
    assert.ok(verify(null, content, own, signature));
    assert.ok(!verify(null, Buffer.from("a transfer on Solano"), own, signature));
    assert.ok(!verify(null, content, await publicKey(another), signature));
  },
};

const [act, ...given] = process.argv.slice(2);
await acts[act](...given);
