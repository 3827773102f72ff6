// Makes what a test needs, through the API and as an account of its own. `trent dev` takes any account of twelve digits.
import { randomInt } from "node:crypto";
import { IAMClient } from "@aws-sdk/client-iam";
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { base } from "./browser.mjs";

/** An account that no other test uses, also on a server that is tested again. */
export function account() {
  return String(randomInt(100_000_000_000, 999_999_999_999));
}

export function kms(owner, region = "us-east-1") {
  return new KMSClient({ endpoint: base, region, credentials: { accessKeyId: owner, secretAccessKey: "test" } });
}

export function iam(owner) {
  return new IAMClient({
    endpoint: base,
    region: "us-east-1",
    credentials: { accessKeyId: owner, secretAccessKey: "test" },
  });
}

/** Creates a key with an alias, and returns its metadata. */
export async function key(owner, alias, input = {}) {
  const client = kms(owner);
  const { KeyMetadata } = await client.send(new CreateKeyCommand(input));
  await client.send(new CreateAliasCommand({ AliasName: `alias/${alias}`, TargetKeyId: KeyMetadata.KeyId }));
  return KeyMetadata;
}

/** The text of a policy with one statement. */
export function policy(statement) {
  return JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Resource: "*", ...statement } });
}

/** A trust policy that lets an account assume the role. */
export function trust(owner) {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { AWS: owner }, Action: "sts:AssumeRole" },
  });
}
