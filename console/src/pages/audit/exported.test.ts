import { expect, test } from "vitest";
import { csv, json } from "./exported";

const event = {
  EventId: "e1",
  Username: "anna",
  CloudTrailEvent: JSON.stringify({
    eventTime: "2026-01-01T00:00:00Z",
    eventName: "Decrypt",
    errorMessage: 'says "no", twice',
    userIdentity: { arn: "=cmd|' /C calc'!A0" },
  }),
};

test("cells are quoted, and none is a formula", () => {
  const [head, line] = csv([event]).split("\r\n");
  expect(head?.split(",")).toHaveLength(10);
  expect(line).toContain('"says ""no"", twice"');
  expect(line).toContain("'=cmd|' /C calc'!A0");
});

test("records are exported whole", () => {
  expect(JSON.parse(json([event]))).toMatchObject({ Records: [{ eventName: "Decrypt" }] });
});

test("an event that cannot be read is an empty record", () => {
  expect(JSON.parse(json([{ CloudTrailEvent: "{" }]))).toEqual({ Records: [{}] });
});
