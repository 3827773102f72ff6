// @vitest-environment node
import { describe, expect, test } from "vitest";
import { type Bytes, fromBase64, fromText } from "../bytes/encodings";
import { parseHeader } from "./header";
import { type DataKey, open, seal } from "./message";
import vectors from "./vectors.json";

// The vectors are messages that the AWS Encryption SDK for JavaScript made: test/encryption-sdk.mjs writes them.

const KEY = "arn:aws:kms:us-east-1:000000000000:key/0c1d3b3a-0000-4000-8000-000000000000";
const base64 = (text: string | undefined): Bytes => fromBase64(text ?? "") ?? new Uint8Array();
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const dataKey = (): DataKey => ({
  plaintext: new Uint8Array(32).fill(7),
  wrapped: [{ provider: "aws-kms", info: KEY, ciphertext: fromText("wrapped") }],
});
const unwrap = async () => dataKey().plaintext;
const made = async (length: number, context: Record<string, string> = {}) =>
  bytesOf(await seal(new Blob([new Uint8Array(length).fill(1)]), dataKey(), context, undefined, 100));

describe.each(vectors.filter((vector) => "dataKey" in vector))("$suite, $plaintext.length", (vector) => {
  const key = async () => base64(vector.dataKey);
  const message = base64(vector.message);

  test("is opened", async () => {
    const { plaintext, header } = await open(message, key);
    expect(plaintext).toEqual(base64(vector.plaintext));
    const { "aws-crypto-public-key": _, ...context } = header.context;
    expect(context).toEqual(vector.context);
  });

  test("is refused if a byte of it was changed", { timeout: 30_000 }, async () => {
    for (let at = 0; at < message.length; at += 2) {
      const changed = new Uint8Array(message);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(open(changed, key), `byte ${at}`).rejects.toThrow();
    }
  });

  test("is refused if it is cut or longer", async () => {
    for (let length = 0; length < message.length; length += 7) {
      await expect(open(message.slice(0, length), key)).rejects.toThrow();
    }
    await expect(open(new Uint8Array([...message, 0]), key)).rejects.toThrow("1 bytes behind the end");
  });

  test("is refused under another data key", async () => {
    await expect(open(message, async () => new Uint8Array(32))).rejects.toThrow("commits to");
  });
});

test("a message without key commitment is read and not opened", async () => {
  const old = vectors.find((vector) => !("dataKey" in vector));
  const message = base64(old?.message);
  expect(parseHeader(message).context).toMatchObject(old?.context ?? {});
  await expect(open(message, unwrap)).rejects.toThrow("no key commitment");
});

test.each([0, 1, 99, 100, 101, 200, 1000])("%d bytes are sealed and opened", async (length) => {
  const { plaintext, by, header } = await open(await made(length, { b: "2", a: "1" }), unwrap);
  expect(plaintext).toEqual(new Uint8Array(length).fill(1));
  expect(by.info).toBe(KEY);
  expect(header.context).toEqual({ a: "1", b: "2" });
});

test("frames that change places are refused", async () => {
  const message = await made(300);
  const { bodyAt } = parseHeader(message);
  const frame = 4 + 12 + 100 + 16;
  const swapped = new Uint8Array(message);
  swapped.set(message.subarray(bodyAt, bodyAt + frame), bodyAt + frame);
  swapped.set(message.subarray(bodyAt + frame, bodyAt + 2 * frame), bodyAt);
  await expect(open(swapped, unwrap)).rejects.toThrow("out of order");
});

test("the second data key opens if the first does not, and the first refusal is told if none does", async () => {
  const key = dataKey();
  const [first] = key.wrapped;
  if (first !== undefined) {
    key.wrapped = [
      { ...first, info: "first" },
      { ...first, info: "second" },
      { ...first, provider: "other" },
    ];
  }
  const message = await bytesOf(await seal(new Blob(["text"]), key, {}));
  const { by } = await open(message, async (wrapped) => {
    if (wrapped.info !== "second") throw new Error(`no ${wrapped.info}`);
    return dataKey().plaintext;
  });
  expect(by.info).toBe("second");
  const none = open(message, async (wrapped) => Promise.reject(new Error(`no ${wrapped.info}`)));
  await expect(none).rejects.toThrow("no first");
});

test("a reserved name in the context is refused", async () => {
  await expect(made(1, { "aws-crypto-public-key": "x" })).rejects.toThrow("reserved");
});

test("what is told of the progress may stop it", async () => {
  const stop = () => {
    throw new Error("stopped");
  };
  await expect(seal(new Blob(["text"]), dataKey(), {}, stop)).rejects.toThrow("stopped");
});
