// @vitest-environment node
import { expect, test } from "vitest";
import { fromBase64, fromHex, fromPem, toBase64, toHex, toPem, toText } from "./encodings";

const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => at % 256);

test("base64 and hexadecimal give back what they were given", () => {
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
  expect(toHex(bytes)).toBe(Buffer.from(bytes).toString("hex"));
  expect(Buffer.from(fromBase64(toBase64(bytes)) ?? []).equals(bytes)).toBe(true);
  expect(Buffer.from(fromHex(toHex(bytes)) ?? []).equals(bytes)).toBe(true);
});

test("base64 may be in lines, in the URL alphabet and without padding", () => {
  expect(fromBase64(" aGVs\nbG8 ")).toEqual(new TextEncoder().encode("hello"));
  expect(fromBase64("-_8=")).toEqual(new Uint8Array([0xfb, 0xff]));
  expect(fromBase64("")).toEqual(new Uint8Array());
});

test("what is not base64 or hexadecimal is refused", () => {
  expect(fromBase64("a")).toBeNull();
  expect(fromBase64("aGVs!")).toBeNull();
  expect(fromHex("abc")).toBeNull();
  expect(fromHex("zz")).toBeNull();
  expect(fromHex("0xAB:cd")).toEqual(new Uint8Array([0xab, 0xcd]));
});

test("bytes that are not UTF-8 are no text", () => {
  expect(toText(new Uint8Array([0xff]))).toBeNull();
  expect(toText(new TextEncoder().encode("\uFEFFmünchen"))).toBe("\uFEFFmünchen");
});

test("PEM gives back what it was given", () => {
  const few = bytes.slice(0, 200);
  expect(fromPem(`before\n${toPem(few, "PUBLIC KEY")}after`)).toEqual(few);
});
