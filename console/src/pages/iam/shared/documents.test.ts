import { expect, test } from "vitest";
import { documentText, policyLength, trustOf } from "./documents";

test("a policy is decoded, and laid out if it is on one line", () => {
  expect(documentText("%7B%22Version%22%3A%222012-10-17%22%7D")).toBe('{\n  "Version": "2012-10-17"\n}');
  expect(documentText(encodeURIComponent('{\n"a":   1}'))).toBe('{\n"a":   1}');
});

test("a text that is no JSON is shown as it is", () => {
  expect(documentText("%7Bnot")).toBe("{not");
});

test("an account is trusted as its root", () => {
  expect(trustOf("111122223333")).toContain('"AWS": "arn:aws:iam::111122223333:root"');
  expect(trustOf("arn:aws:iam::111122223333:user/anna")).toContain(":user/anna");
});

test("white space does not count", () => {
  expect(policyLength('{ "a":\n\t1 }')).toBe(7);
});
