// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { type ApiCall, snippet } from "./snippets";

const call = (input: Record<string, unknown>, secret: string[] = []): ApiCall => ({
  service: "kms",
  operation: "DeriveSharedSecret",
  region: "eu-central-1",
  input,
  secret,
});

describe("a call", () => {
  it("has the names and the quotes of each language", () => {
    const asked = call({ KeyId: "a key's", DryRun: true, GrantTokens: ["x"] });
    expect(snippet(asked, "AWS CLI")).toContain(
      "--region eu-central-1 \\\n  --key-id 'a key'\\''s' \\\n  --dry-run \\\n  --grant-tokens '[\"x\"]'",
    );
    expect(snippet(asked, "Python")).toContain(
      'client.derive_shared_secret(\n    KeyId="a key\'s",\n    DryRun=True,\n    GrantTokens=["x"],\n)',
    );
    expect(snippet(asked, "Java")).toContain('.keyId("a key\'s")\n    .dryRun(true)\n    .grantTokens(List.of("x"))');
  });

  it("shows a placeholder for a secret, in every language", () => {
    for (const language of ["AWS CLI", "Python", "Java"] as const) {
      const text = snippet(call({ Password: "the secret" }, ["Password"]), language);
      expect(text).toContain("<Password>");
      expect(text).not.toContain("the secret");
    }
  });

  it("reads bytes that are not shown from a file, whatever the version of the CLI", () => {
    const decrypt = call({ CiphertextBlob: "", KeyId: "k" }, ["CiphertextBlob"]);
    expect(snippet(decrypt, "AWS CLI")).toMatch(
      /^echo '<CiphertextBlob>' \| base64 --decode > ciphertext-blob\.bin\naws kms (.|\n)*--ciphertext-blob fileb:\/\/ciphertext-blob\.bin$/,
    );
    expect(snippet(decrypt, "Python")).toContain('CiphertextBlob=base64.b64decode("<CiphertextBlob>")');
    expect(snippet(decrypt, "Java")).toContain('decode("<CiphertextBlob>")');
    const encrypt = call({ KeyId: "k", Plaintext: "the secret" }, ["Plaintext"]);
    expect(snippet(encrypt, "AWS CLI")).toContain("--plaintext fileb://plaintext.bin");
    expect(snippet(encrypt, "Python")).toContain('Plaintext=b"<Plaintext>"');
    expect(snippet(encrypt, "Java")).toContain('SdkBytes.fromUtf8String("<Plaintext>")');
    expect(snippet(encrypt, "AWS CLI")).not.toContain("the secret");
  });

  it("has bytes as each language takes them", () => {
    const asked = call({ PublicKey: new Uint8Array([255, 0, 1]) });
    expect(snippet(asked, "AWS CLI")).toContain("echo /wAB | base64 --decode > public-key.bin\naws kms");
    expect(snippet(asked, "AWS CLI")).toContain("--public-key fileb://public-key.bin");
    expect(snippet(asked, "Python")).toContain('PublicKey=base64.b64decode("/wAB")');
    expect(snippet(asked, "Python")).toContain("import base64");
    expect(snippet(asked, "Java")).toContain('SdkBytes.fromByteArray(Base64.getDecoder().decode("/wAB"))');
  });

  it("does not make the CLI send a file of its user", () => {
    for (const foreign of ["file:///home/me/.aws/credentials", "fileb://key", "https://elsewhere.example"]) {
      const text = snippet(call({ Description: foreign }), "AWS CLI");
      expect(text).toContain(`--cli-input-json '{"Description":"${foreign}"}'`);
      expect(text).not.toContain("--description");
    }
  });
});
