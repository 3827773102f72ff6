// @vitest-environment node
import { describe, expect, test } from "vitest";
import specified from "../../../docs/spec/vectors.json";
import { type Bytes, fromBase64, fromHex, fromText, toBase64, toHex } from "../bytes/encodings";
import { crc32c, readBlob } from "./blob";
import { ciphertextIn, ciphertextOf, recognize } from "./recognize";
import vectors from "./vectors.json";

const bytes = (read: Bytes | null): Bytes => read ?? new Uint8Array();
const blobs = specified.filter((vector) => "blob" in vector && vector.blob !== undefined);

describe.each(blobs)("the blob of $keyArn", (vector) => {
  const blob = bytes(fromHex(vector.blob ?? ""));

  test("tells its key, its material and how long its plaintext is", () => {
    expect(readBlob(blob)).toMatchObject({
      keyId: vector.keyArn.slice(vector.keyArn.lastIndexOf("/") + 1),
      keyMaterialId: vector.materialId,
      plaintextBytes: (vector.plaintext ?? "").length / 2,
    });
  });

  test("is nothing if any bit of it is another, or it is cut", () => {
    for (let at = 0; at < blob.length; at += 1) {
      const changed = new Uint8Array(blob);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      expect(readBlob(changed), `byte ${at}`).toBeNull();
    }
    expect(readBlob(blob.slice(0, -1))).toBeNull();
  });

  test("is found in base64, hexadecimal, and files of either", () => {
    for (const written of [
      toBase64(blob),
      toHex(blob),
      `${toBase64(blob).slice(0, 20)}\n${toBase64(blob).slice(20)}\n`,
    ]) {
      expect(ciphertextOf(written)).toEqual(blob);
      expect(ciphertextIn(fromText(written))).toEqual(blob);
    }
    expect(ciphertextIn(blob)).toEqual(blob);
  });
});

test("there are blobs in the vectors of the specification", () => {
  expect(blobs.length).toBeGreaterThan(2);
});

test("the checksum is the one of RFC 3720, B.4", () => {
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(fromText("123456789"))).toBe(0xe3069283);
});

test("messages of both versions are recognized", () => {
  const suites = vectors.map(({ message }) => {
    const found = recognize(bytes(fromBase64(message)));
    return found.kind === "message" ? found.header.suite.name : found.kind;
  });
  expect(suites).toEqual(vectors.map(({ suite }) => suite));
});

test("other bytes are unknown, and text that is no ciphertext is none", () => {
  for (const other of [new Uint8Array(), new Uint8Array([2]), new Uint8Array(256), fromText("hello")]) {
    expect(recognize(other)).toEqual({ kind: "unknown", bytes: other.length });
  }
  expect(ciphertextOf("this is no ciphertext!")).toBeNull();
});

test("hexadecimal digits that are no known form are read as base64", () => {
  expect(ciphertextOf("abcdef0123456789")).toEqual(fromBase64("abcdef0123456789"));
});
