// Makes the first key of each account: `node first.mjs URL ACCOUNT…`.
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";

const [endpoint, ...accounts] = process.argv.slice(2);

for (const accessKeyId of accounts) {
  const client = new KMSClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey: "test" },
  });
  const { KeyMetadata } = await client.send(new CreateKeyCommand({}));
  await client.send(new CreateAliasCommand({ AliasName: "alias/first", TargetKeyId: KeyMetadata.KeyId }));
}
