import { expect, test } from "vitest";
import { contextIsFine, contextOf, pairFault } from "./context";
import { emptyDraft, fault, sizeOf } from "./draft";

test("a draft counts bytes, not letters", () => {
  expect(sizeOf({ ...emptyDraft(), text: "Grüße" })).toBe(7);
  expect(sizeOf({ ...emptyDraft("hex"), text: "00ff" })).toBe(2);
  expect(sizeOf({ ...emptyDraft("base64"), text: "AAAA" })).toBe(3);
});

test("text that is not in its form is a fault", () => {
  expect(fault({ ...emptyDraft("hex"), text: "xyz" })).toBe("This is not hex.");
  expect(fault({ ...emptyDraft("base64"), text: "a" })).toBe("This is not base64.");
  expect(fault({ ...emptyDraft("ciphertext"), text: "?" })).toBe("This is neither base64 nor hexadecimal.");
  expect(fault(emptyDraft("ciphertext"))).toBeUndefined();
});

test("a context has the pairs that have a name", () => {
  const pairs = [
    { name: "tenant", value: "7" },
    { name: "", value: "" },
    { name: "empty", value: "" },
  ];
  expect(contextOf(pairs)).toEqual({ tenant: "7", empty: "" });
  expect(contextIsFine(pairs)).toBe(true);
  expect(contextOf([])).toBeUndefined();
});

test("two pairs of one name, and a value without a name, are faults", () => {
  const pairs = [
    { name: "a", value: "1" },
    { name: "a", value: "2" },
    { name: "", value: "3" },
  ];
  expect(pairs.map((_, at) => pairFault(pairs, at))).toEqual([
    undefined,
    "There is a pair of this name already.",
    "A value needs a name.",
  ]);
});
