import { expect, test } from "vitest";
import { learnTime, serverNow } from "./clock";

const HOUR_MS = 3_600_000;
const ahead = () => Math.round((serverNow() - Date.now()) / HOUR_MS);

test("the time is that of the server", () => {
  learnTime(new Date(Date.now() + 192 * HOUR_MS).toUTCString());
  expect(ahead()).toBe(192);
  learnTime(undefined);
  learnTime("nonsense");
  expect(ahead()).toBe(192);
  learnTime(new Date().toUTCString());
  expect(serverNow() - Date.now()).toBeLessThan(1_000);
});
