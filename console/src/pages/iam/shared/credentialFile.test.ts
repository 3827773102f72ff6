import { expect, test } from "vitest";
import { credentialFile } from "./credentialFile";

test("a credential is saved as it is", () => {
  expect(
    credentialFile([
      { label: "User name", value: "a,b" },
      { label: "Password", value: '=x"y' },
      { label: "Secret", value: "+ab/c" },
    ]),
  ).toBe('User name,Password,Secret\r\n"a,b","=x""y",+ab/c\r\n');
});
