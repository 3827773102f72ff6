import { expect, test } from "vitest";
import { rebased, tagChanges } from "./tagChanges";

test("only what differs is changed", () => {
  const before = [
    { TagKey: "same", TagValue: "1" },
    { TagKey: "other", TagValue: "1" },
    { TagKey: "gone", TagValue: "1" },
  ];
  const after = [
    { key: "same", value: "1" },
    { key: "other", value: "2" },
    { key: "new", value: "" },
  ];
  expect(tagChanges(before, after)).toEqual({
    removed: ["gone"],
    put: [
      { TagKey: "other", TagValue: "2" },
      { TagKey: "new", TagValue: "" },
    ],
  });
});

const tags = (values: Record<string, string>) =>
  Object.entries(values).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
const rows = (values: Record<string, string>) => Object.entries(values).map(([key, value]) => ({ key, value }));

test("what somebody else has changed meanwhile stays", () => {
  expect(rebased(tags({ a: "1", b: "1" }), rows({ a: "2", b: "1" }), tags({ a: "1", b: "9", c: "9" }))).toEqual({
    rows: rows({ b: "9", c: "9", a: "2" }),
    conflicts: [],
  });
});

test("a tag that both have changed is a conflict, unless they agree", () => {
  const before = tags({ a: "1", b: "1", c: "1" });
  const mine = rows({ a: "2", b: "3" });
  expect(rebased(before, mine, tags({ a: "4", b: "3" })).conflicts).toEqual(["a"]);
  expect(rebased(before, mine, tags({ a: "1", b: "1", c: "7" }))).toEqual({
    rows: rows({ a: "2", b: "3" }),
    conflicts: ["c"],
  });
});
