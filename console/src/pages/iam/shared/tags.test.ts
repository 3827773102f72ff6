import { expect, test } from "vitest";
import { tagChange, tagCommands } from "./tags";

const old = [
  { Key: "team", Value: "payroll" },
  { Key: "env", Value: "test" },
];

test("only what changed is sent", () => {
  const change = tagChange(old, [
    { Key: "team", Value: "payroll" },
    { Key: "env", Value: "prod" },
    { Key: "owner", Value: "" },
  ]);
  expect(change).toEqual({
    put: [
      { Key: "env", Value: "prod" },
      { Key: "owner", Value: "" },
    ],
    remove: [],
  });
});

test("a tag in other letters is the same tag", () => {
  expect(tagChange(old, [{ Key: "Team", Value: "payroll" }])).toEqual({
    put: [{ Key: "Team", Value: "payroll" }],
    remove: ["env"],
  });
});

test("removing comes first, and nothing is sent for nothing", () => {
  const commands = tagCommands({ kind: "user", name: "anna" }, tagChange(old, [{ Key: "a", Value: "b" }]));
  expect(commands.map(({ input }) => input)).toEqual([
    { UserName: "anna", TagKeys: ["team", "env"] },
    { UserName: "anna", Tags: [{ Key: "a", Value: "b" }] },
  ]);
  expect(tagCommands({ kind: "role", name: "r" }, tagChange(old, old))).toEqual([]);
});
