import { expect, test } from "vitest";
import { jsonErrorText, jsonProblem } from "./json";

test("JSON has no problem", () => {
  for (const text of ['{"a": [1, -2.5e3, true, null, "\\u00e9\\n"], "b": {}}', "[]", ' "x" ', "0"]) {
    expect(jsonProblem(text)).toBeNull();
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  }
});

test("the place of each problem is told", () => {
  expect(jsonProblem('{\n  "a": }')).toEqual({ line: 2, column: 8, message: "A value is expected, and there is }." });
  expect(jsonProblem('{\n  "a": 1\n  "b": 2\n}')).toMatchObject({ line: 3, column: 3 });
  expect(jsonProblem('{"a": 1,}')).toMatchObject({ line: 1, column: 9 });
  expect(jsonProblem('{"a" 1}')).toMatchObject({ column: 6, message: "A colon is expected, and there is 1." });
  expect(jsonProblem("{a: 1}")).toMatchObject({ column: 2, message: "a cannot stand here." });
  expect(jsonProblem('{"a": "b\n"}')).toMatchObject({ line: 1, column: 7 });
  expect(jsonProblem("[1, 2")).toMatchObject({
    message: "A comma or ] is expected, and there is the end of the text.",
  });
  expect(jsonProblem("{} {}")).toMatchObject({ column: 4 });
  expect(jsonProblem("")).toMatchObject({ line: 1, column: 1 });
});

test("a member that is there twice is a problem, although browsers read it", () => {
  expect(jsonErrorText('{\n "Effect": "Deny",\n "Effect": "Allow"\n}')).toBe(
    'Line 3, column 2: "Effect" is there twice.',
  );
});

test("what the browser does not read, this does not read", () => {
  for (const text of ["[01]", "[1.]", '"\\x"', "[tru]", "{]", "[1 2]", "'a'", "nul", '{"a":1,,"b":2}']) {
    expect(() => JSON.parse(text) as unknown, text).toThrow();
    expect(jsonProblem(text), text).not.toBeNull();
  }
});
