import { expect, test } from "vitest";
import { newPassword } from "./password";

test("each password has every kind of character, in any order", () => {
  const firsts = new Set<string>();
  for (let i = 0; i < 200; i++) {
    const password = newPassword();
    expect(password).toHaveLength(20);
    for (const kind of [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/]) {
      expect(password).toMatch(kind);
    }
    firsts.add(password.charAt(0));
  }
  expect(firsts.size).toBeGreaterThan(20);
  expect(newPassword(128)).toHaveLength(128);
  expect(newPassword(6)).toHaveLength(20);
});
