import { expect, test } from "vitest";
import { filtered, filteringProperties, suggestions } from "./filter";
import { readPreferences } from "./preferences";
import { isDescribed, isOfTags, type KeyRow, type Known, rowMaker, rowsOf, sorted } from "./rows";

const known: Known = {
  keys: ["a", "b", "c", "d"].map((KeyId) => ({ KeyId, KeyArn: `arn:aws:kms:us-east-1:111122223333:key/${KeyId}` })),
  aliases: [
    { AliasName: "alias/orders", TargetKeyId: "a" },
    { AliasName: "alias/backup", TargetKeyId: "a" },
    { AliasName: "alias/Zebra", TargetKeyId: "b" },
    { AliasName: "alias/aws/s3", TargetKeyId: "d" },
  ],
  descriptions: new Map([
    ["a", { KeyId: "a", KeyState: "Enabled", KeySpec: "SYMMETRIC_DEFAULT", CreationDate: new Date(2026, 0, 5, 12) }],
    ["b", { KeyId: "b", KeyState: "Disabled", KeySpec: "RSA_2048", CreationDate: new Date(2026, 0, 6) }],
  ]),
  refusals: new Map([["c", new Error("no")]]),
  tags: new Map([
    ["a", [{ TagKey: "Project", TagValue: "shop" }]],
    ["b", []],
  ]),
  lastUsages: new Map(),
};
const rows = rowsOf(known, "CUSTOMER");
const ids = (all: readonly KeyRow[]) => all.map(({ id }) => id).join("");
const find = (propertyKey: string | undefined, operator: string, value: string) =>
  ids(
    filtered(rows, { operation: "and", tokens: [{ propertyKey, operator, value }] }, filteringProperties(["Project"])),
  );

test("keys of AWS are in a list of their own, known by their alias until they are described", () => {
  expect(ids(rows)).toBe("abc");
  expect(ids(rowsOf(known, "AWS"))).toBe("d");
});

test("an answer makes the rows anew that it changes, and no other", () => {
  const make = rowMaker();
  const [a, b, c] = make(known, "CUSTOMER");
  const described = new Map([...known.descriptions, ["c", { KeyId: "c", KeySpec: "HMAC_256" as const }]]);
  const again = make({ ...known, descriptions: described }, "CUSTOMER");
  expect(again[0]).toBe(a);
  expect(again[1]).toBe(b);
  expect(again[2]).not.toBe(c);
  expect(again[2]?.spec).toBe("HMAC_256");
});

test("names, tags and last uses are known without descriptions, and a free text needs them", () => {
  expect(["alias", "id", "lastUsed", "tags", "tag:Project"].filter(isDescribed)).toEqual([]);
  expect(["", "status", "created", "keyStore"].filter(isDescribed)).toEqual(["", "status", "created", "keyStore"]);
  expect(["", "alias", "tags", "tag:Project"].filter(isOfTags)).toEqual(["tags", "tag:Project"]);
});

test("rows without a value come last in both directions", () => {
  expect(ids(sorted(rows, "alias", false))).toBe("abc");
  expect(ids(sorted(rows, "alias", true))).toBe("bac");
  expect(ids(sorted(rows, "created", true))).toBe("bac");
  expect(ids(sorted(rows, "tag:Project", false))).toBe("abc");
});

test("an alias decides between equals in both directions, and short values come before longer ones", () => {
  const row = (id: string, spec: string, created: number) => ({
    ...rows[0],
    id,
    aliases: [`alias/${id}`],
    spec,
    created,
  });
  const some = [row("c", "RSA", 9), row("a", "RSA", 10), row("d", "RSA_2048", 9), row("b", "RSA", 11)] as KeyRow[];
  expect(ids(sorted(some, "spec", false))).toBe("abcd");
  expect(ids(sorted(some, "spec", true))).toBe("dabc");
  expect(ids(sorted(some, "created", false))).toBe("cdab");
  expect(ids(sorted(some, "created", true))).toBe("bacd");
});

test("a filter by text looks at all aliases, in any case", () => {
  expect(find("alias", "=", "BACKUP")).toBe("a");
  expect(find("alias", ":", "e")).toBe("ab");
  expect(find("alias", "!:", "e")).toBe("c");
  expect(find("alias", "=", "")).toBe("c");
  expect(find("alias", "^", "zeb")).toBe("b");
  expect(find("status", "!=", "Enabled")).toBe("bc");
});

test("a filter by time means days of the local zone", () => {
  expect(find("created", "<", "2026-01-06")).toBe("a");
  expect(find("created", "<=", "2026-01-05")).toBe("a");
  expect(find("created", ">", "2026-01-05")).toBe("b");
  expect(find("created", ">=", "2026-01-05")).toBe("ab");
});

test("a filter by tag", () => {
  expect(find("tag:Project", "=", "shop")).toBe("a");
  expect(find("tags", ":", "project=sh")).toBe("a");
  expect(find("tag:Project", "=", "")).toBe("bc");
});

test("free text looks at aliases, ids, types and the keys of tags", () => {
  expect(find(undefined, ":", "project")).toBe("a");
  expect(find(undefined, ":", "asymmetric")).toBe("b");
  expect(find(undefined, "!:", "orders")).toBe("bc");
});

test("suggestions are values of the rows", () => {
  expect(suggestions(rows, "status", "").map(({ value }) => value)).toEqual(["Disabled", "Enabled"]);
  expect(suggestions(rows, "alias", "ORD")).toEqual([{ propertyKey: "alias", value: "orders" }]);
});

test("preferences that do not fit are as usual", () => {
  const usual = readPreferences(null, "CUSTOMER");
  expect(usual.pageSize).toBe(20);
  expect(readPreferences("{", "CUSTOMER")).toEqual(usual);
  expect(
    readPreferences('{"pageSize":7,"columns":[{"id":"evil","visible":true},null],"tagColumns":[1]}', "CUSTOMER"),
  ).toEqual(usual);
  const kept = readPreferences('{"columns":[{"id":"origin","visible":true}],"tagColumns":["Env"]}', "CUSTOMER");
  expect(kept.columns[0]).toEqual({ id: "origin", visible: true });
  expect(kept.columns).toHaveLength(usual.columns.length);
  expect(kept.tagColumns).toEqual(["Env"]);
});
