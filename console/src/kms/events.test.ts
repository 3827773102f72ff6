import { expect, test } from "vitest";
import { isNotable, isUse, type KeyEvent, keyEvent, merged, toCsv, toJson, type UsageShape, usage } from "./events";

const event = (id: string, name = "Encrypt", time = new Date(2026, 10, 30, 10, 15)): KeyEvent => ({
  ...keyEvent({ EventId: id, EventName: name, EventTime: time, CloudTrailEvent: "{}" }),
});

test("an event tells who, from where, and what was refused", () => {
  const record = {
    userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/app" },
    sourceIPAddress: "10.0.0.1",
    errorCode: "AccessDenied",
    additionalEventData: { denialId: "d1" },
    requestParameters: { encryptionContext: { purpose: "orders", shard: "4" } },
  };
  const read = keyEvent({
    EventId: "1",
    EventName: "Decrypt",
    ReadOnly: "true",
    CloudTrailEvent: JSON.stringify(record),
  });
  expect(read).toMatchObject({
    caller: "arn:aws:iam::111122223333:user/app",
    sourceIp: "10.0.0.1",
    error: "AccessDenied",
    denialId: "d1",
    context: "purpose=orders, shard=4",
    readOnly: true,
  });
  expect(keyEvent({ CloudTrailEvent: '{"requestParameters": null}' }).caller).toBe("–");
});

test("only cryptographic operations are uses", () => {
  expect([isUse({ name: "ReEncrypt" }), isUse({ name: "Sign" }), isUse({ name: "DescribeKey" })]).toEqual([
    true,
    true,
    false,
  ]);
});

test("a mere look at the key is not notable, unless it is refused", () => {
  const look = { ...event("1", "DescribeKey"), readOnly: true };
  expect([isNotable(look), isNotable({ ...look, error: "AccessDenied" }), isNotable(event("1"))]).toEqual([
    false,
    true,
    true,
  ]);
});

test("events that come twice are kept once, the newest first", () => {
  expect(merged([event("3"), event("2")], [event("2"), event("1")]).map((each) => each.id)).toEqual(["3", "2", "1"]);
});

test("a table quotes, and lets no spreadsheet compute", () => {
  const csv = toCsv([{ ...event("1"), context: 'a="b",c', message: "=HYPERLINK(1)" }]);
  expect(csv.split("\r\n")[0]).toBe("time,name,caller,sourceIp,error,message,context,requestId,id");
  expect(csv).toContain('"a=""b"",c"');
  expect(csv).toContain("'=HYPERLINK(1)");
  expect(JSON.parse(toJson([event("1"), event("2")]))).toEqual({ Records: [{}, {}] });
});

const shape: UsageShape = { step: "day", stepsMin: 1, seriesMax: 5, other: "Others" };

test("usage has a point for each hour, also for those without events", () => {
  const events = [
    event("3", "Encrypt", new Date(2026, 10, 30, 12, 1)),
    event("2", "Decrypt", new Date(2026, 10, 30, 10, 59)),
    event("1", "Encrypt", new Date(2026, 10, 30, 10, 0)),
  ];
  const series = usage(events, { ...shape, step: "hour" });
  expect(series.map((each) => [each.name, each.points.map((point) => point.y)])).toEqual([
    ["Encrypt", [1, 0, 1]],
    ["Decrypt", [1, 0, 0]],
  ]);
  expect(
    usage(events, { ...shape, step: "day", seriesMax: 1 }).map((each) => [
      each.name,
      each.points.map((point) => point.y),
    ]),
  ).toEqual([["Others", [3]]]);
  expect(usage(events, { ...shape, step: "hour", stepsMin: 24 })[0]?.points.length).toBe(24);
  expect(usage([], shape)).toEqual([]);
});
