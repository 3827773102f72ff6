import { expect, test } from "vitest";
import { onlyTarget, placeOf, placeOfName, targets } from "./targets";

const ID = "0d9b4a4c-1111-2222-3333-444455556666";

test("names of keys lead to keys", () => {
  expect(placeOfName(ID)).toEqual({ path: `/keys/${ID}` });
  expect(placeOfName("alias/app/x")).toEqual({ path: "/keys/alias/app/x" });
  expect(placeOfName(`arn:aws:kms:eu-west-1:111122223333:key/${ID}`)).toEqual({
    path: `/keys/${ID}`,
    region: "eu-west-1",
  });
  expect(placeOfName("arn:aws:kms:eu-west-1:111122223333:alias/app/x")).toEqual({
    path: "/keys/alias/app/x",
    region: "eu-west-1",
  });
});

test("other words lead to the list, filtered by them", () => {
  expect(placeOf("a&b")).toEqual({ path: "/keys?f=%3Aa%26b" });
});

test("keys are found by alias and by id, and only once", () => {
  const sources = {
    keys: [{ KeyId: ID, KeyArn: `arn:aws:kms:us-east-1:1:key/${ID}` }],
    aliases: [{ AliasName: "alias/orders", TargetKeyId: ID }, { AliasName: "alias/aws/s3" }],
    navigation: [
      { type: "link" as const, text: "Encrypt", href: "/encrypt" },
      { type: "section" as const, text: "S", items: [{ type: "link" as const, text: "Decrypt", href: "/decrypt" }] },
    ],
  };
  const labels = (words: string) => targets(words, sources).flatMap(({ options }) => options.map(({ label }) => label));
  expect(labels("ORD")).toEqual(["orders"]);
  expect(labels("0d9b4a4c")).toEqual([ID]);
  expect(labels("crypt")).toEqual(["Encrypt", "Decrypt"]);
  expect(labels("")).toEqual(["orders", "Create key", "Encrypt", "Decrypt"]);
  const only = (words: string) => onlyTarget(words, targets(words, sources));
  expect(only("ORD")).toEqual({ path: `/keys/${ID}`, label: "orders" });
  expect(only(" encrypt ")).toEqual({ path: "/encrypt", label: "Encrypt" });
  expect(only("crypt")).toBeNull();
  expect(only("")).toBeNull();
  expect(only("nothing")).toBeNull();
});
