import { execFileSync } from "node:child_process";
import { constants, createPrivateKey, generateKeyPairSync, privateDecrypt } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileNames, fromHex, opensslCommands, wrapInBrowser, wrappingAlgorithms } from "./importing";
import { pem } from "./pem";
import { crc32, zip } from "./zip";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const spki = pair.publicKey.export({ type: "spki", format: "der" });
const unwrap = (wrapped: Uint8Array, oaepHash: string) =>
  privateDecrypt({ key: pair.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, wrapped);

/** Does what the page says in a folder with the wrapping key. */
function run(commands: string): string {
  const folder = mkdtempSync(join(tmpdir(), "importing-"));
  writeFileSync(join(folder, fileNames("k").publicKey), spki);
  execFileSync("sh", ["-ec", commands], { cwd: folder, stdio: "ignore" });
  return folder;
}

test("the commands wrap symmetric key material", () => {
  for (const [algorithm, hash] of [
    ["RSAES_OAEP_SHA_256", "sha256"],
    ["RSAES_OAEP_SHA_1", "sha1"],
  ] as const) {
    const folder = run(opensslCommands("k", "SYMMETRIC_DEFAULT", algorithm));
    const plain = readFileSync(join(folder, "PlaintextKeyMaterial.bin"));
    expect(plain.length).toBe(32);
    expect(unwrap(readFileSync(join(folder, "EncryptedKeyMaterial.bin")), hash)).toEqual(plain);
  }
});

test("the commands wrap a private key, which is PKCS #8, by an AES key", () => {
  const folder = run(opensslCommands("k", "ECC_NIST_P256", "RSA_AES_KEY_WRAP_SHA_256"));
  const wrapped = readFileSync(join(folder, "EncryptedKeyMaterial.bin"));
  const plain = readFileSync(join(folder, "PlaintextKeyMaterial.bin"));
  expect(createPrivateKey({ key: plain, format: "der", type: "pkcs8" }).asymmetricKeyType).toBe("ec");
  expect(unwrap(wrapped.subarray(0, 256), "sha256").length).toBe(32);
  // RFC 5649: padded to 8 bytes, and 8 more.
  expect(wrapped.length - 256).toBe(Math.ceil(plain.length / 8) * 8 + 8);
});

test("the browser wraps as OpenSSL does", async () => {
  const material = Uint8Array.from({ length: 32 }, (_, index) => index);
  expect([...unwrap(await wrapInBrowser(spki, material, "RSAES_OAEP_SHA_256"), "sha256")]).toEqual([...material]);
  expect([...unwrap(await wrapInBrowser(spki, material, "RSAES_OAEP_SHA_1"), "sha1")]).toEqual([...material]);
});

test("long private keys are not wrapped by RSA alone", () => {
  expect(wrappingAlgorithms("RSA_2048").every((each) => each.startsWith("RSA_AES"))).toBe(true);
  expect(wrappingAlgorithms("SYMMETRIC_DEFAULT")[0]).toBe("RSAES_OAEP_SHA_256");
});

test("hex is read, with spaces, and nothing else", () => {
  expect(fromHex("00 fF")).toEqual(Uint8Array.of(0, 255));
  expect(fromHex("0")).toBeNull();
  expect(fromHex("zz")).toBeNull();
});

test("a zip has its files", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  const packed = zip([
    { name: "a.txt", content: new TextEncoder().encode("hello") },
    { name: "b", content: Uint8Array.of(1, 2) },
  ]);
  const file = join(mkdtempSync(join(tmpdir(), "zip-")), "x.zip");
  writeFileSync(file, packed);
  const listed = execFileSync("python3", [
    "-c",
    "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.namelist(), z.read('a.txt'))",
    file,
  ]);
  expect(listed.toString().trim()).toBe("None ['a.txt', 'b'] b'hello'");
});

test("PEM has lines of 64 characters", () => {
  const text = pem("PUBLIC KEY", spki);
  expect(text).toBe(pair.publicKey.export({ type: "spki", format: "pem" }));
});
