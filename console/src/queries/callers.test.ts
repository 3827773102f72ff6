// @vitest-environment happy-dom
import type { Event } from "@aws-sdk/client-cloudtrail";
import { expect, test } from "vitest";
import { callersOf } from "./callers";

const event = (name: string, arn: string, minute: number): Event => ({
  EventName: name,
  EventTime: new Date(Date.UTC(2026, 0, 1, 0, minute)),
  CloudTrailEvent: JSON.stringify({ userIdentity: { arn } }),
});

test("callers are told once each, the latest first, and only if they used the key", () => {
  const alice = "arn:aws:iam::1:user/alice";
  const bob = "arn:aws:iam::1:user/bob";
  expect(
    callersOf([
      event("Decrypt", alice, 3),
      event("DescribeKey", "arn:aws:iam::1:user/carol", 9),
      event("Encrypt", bob, 5),
      event("Encrypt", alice, 1),
      event("Decrypt", alice, 2),
    ]),
  ).toEqual([
    { name: bob, operations: ["Encrypt"], calls: 1, last: new Date(Date.UTC(2026, 0, 1, 0, 5)) },
    { name: alice, operations: ["Decrypt", "Encrypt"], calls: 3, last: new Date(Date.UTC(2026, 0, 1, 0, 3)) },
  ]);
});

test("a record that cannot be read still has its user name", () => {
  const [caller] = callersOf([{ EventName: "Sign", EventTime: new Date(0), CloudTrailEvent: "{", Username: "x" }]);
  expect(caller?.name).toBe("x");
});
