import { expect, test } from "vitest";
import { readView, type View, writeView } from "./view";

const through = (view: View) => readView(new URLSearchParams(writeView(new URLSearchParams(), view).toString()));

test("an empty address is the usual view, and the usual view is an empty address", () => {
  const view = readView(new URLSearchParams());
  expect(view).toEqual({
    query: { tokens: [], operation: "and" },
    sort: { column: "alias", descending: false },
    page: 1,
  });
  expect(writeView(new URLSearchParams("region=eu-west-1"), view).toString()).toBe("region=eu-west-1");
});

test("a view comes back from its address", () => {
  const view: View = {
    query: {
      operation: "or",
      tokens: [
        { propertyKey: "status", operator: "=", value: "Enabled" },
        { propertyKey: undefined, operator: "!:", value: "old = bad & ugly: yes" },
        { propertyKey: "tag:cost=center!:<>^", operator: "!=", value: "4=2" },
        { propertyKey: "created", operator: ">=", value: "2026-01-02" },
        { propertyKey: "alias", operator: "^", value: "app/" },
        { propertyKey: "description", operator: "=", value: "" },
      ],
    },
    sort: { column: "tag:Project", descending: true },
    page: 7,
  };
  expect(through(view)).toEqual(view);
});

test("an address that somebody typed does no harm", () => {
  expect(readView(new URLSearchParams("f=nonsense&page=-3&sort=")).query.tokens).toEqual([]);
  expect(readView(new URLSearchParams("page=1.5")).page).toBe(1);
  expect(readView(new URLSearchParams("f=%25zz=1")).query.tokens).toEqual([
    { propertyKey: "%zz", operator: "=", value: "1" },
  ]);
});
