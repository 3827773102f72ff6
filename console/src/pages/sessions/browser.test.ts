import { expect, test } from "vitest";
import { browserOf } from "./browser";

test("browsers are told apart, although each names the others", () => {
  const chrome =
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
  expect(browserOf(chrome)).toBe("Chrome on Linux");
  expect(browserOf(`${chrome} Edg/141.0.0.0`)).toBe("Edge on Linux");
  expect(browserOf("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox on Windows");
  expect(browserOf("curl/8.0")).toBe("curl/8.0");
});
