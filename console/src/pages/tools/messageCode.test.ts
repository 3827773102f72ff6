import { expect, test } from "vitest";
import { type MessageOrder, messageCode } from "./messageCode";

const order: MessageOrder = {
  encrypts: true,
  keyArn: "arn:aws:kms:eu-central-1:000000000000:key/1",
  region: "eu-central-1",
  endpoint: "http://127.0.0.1:4599",
  context: { team: "it's" },
  fileName: "-a b.txt",
};

test("a message is made from the file, under the key and with the context", () => {
  const cli = messageCode("AWS CLI", order);
  expect(cli).toContain("aws-encryption-cli --encrypt");
  expect(cli).toContain("--input './-a b.txt' --output './-a b.txt.encrypted'");
  expect(cli).toContain("--encryption-context 'team=it'\\''s'");
  expect(messageCode("Python", order)).toContain('keyring=keyring, encryption_context={"team":"it\'s"})');
  expect(messageCode("Java", order)).toContain('encryptData(keyring, content, Map.of("team", "it\'s"))');
});

test("a message is opened into another file", () => {
  const opened = { ...order, encrypts: false, context: {}, fileName: "x.txt.encrypted" };
  expect(messageCode("AWS CLI", opened)).toContain(
    "--decrypt --suppress-metadata \\\n  --input x.txt.encrypted --output x.txt",
  );
  expect(messageCode("AWS CLI", { ...opened, fileName: "x" })).toContain("--input x --output x.decrypted");
  expect(messageCode("Python", opened)).toContain(".decrypt(source=source.read(), keyring=keyring)");
  expect(messageCode("Java", opened)).toContain("decryptData(keyring, content)");
});
