import { expect, test } from "vitest";
import { keyNameOf, shortKeyName } from "./keyNames";

const ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const ARN = `arn:aws:kms:us-east-1:111122223333:key/${ID}`;

test("ids, ARNs and aliases are names of keys; a word is an alias", () => {
  for (const name of [ID, "mrk-1234abcd12ab34cd56ef1234567890ab", ARN, "alias/app"]) {
    expect(keyNameOf(` ${name} `)).toBe(name);
  }
  expect(keyNameOf("app")).toBe("alias/app");
  expect(keyNameOf("arn:aws:kms:us-east-1:111122223333:alias/app")).toBe(
    "arn:aws:kms:us-east-1:111122223333:alias/app",
  );
});

test("what no name can be is none", () => {
  for (const typed of ["", "  ", "my key", "käse", "arn:aws:s3:::bucket"]) {
    expect(keyNameOf(typed)).toBeNull();
  }
});

test("only a key of the account has its id for a name", () => {
  expect(shortKeyName(ARN, "111122223333")).toBe(ID);
  expect(shortKeyName(ARN, "444455556666")).toBe(ARN);
  expect(shortKeyName("alias/app", "111122223333")).toBe("alias/app");
});
