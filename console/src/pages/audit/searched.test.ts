import { expect, test } from "vitest";
import { addressOf, rangeOf, searchOf } from "./searched";

const now = new Date("2026-06-01T12:00:00Z");

test("an address keeps the search and the Region", () => {
  const address = addressOf(new URLSearchParams("region=eu-central-1&page=3"), "EventName", " Decrypt ", {
    type: "relative",
    amount: 2,
    unit: "hour",
  });
  expect(address.toString()).toBe("region=eu-central-1&attribute=EventName&value=Decrypt&last=2-hour");
  expect(searchOf(address, now)).toEqual({
    attribute: "EventName",
    value: "Decrypt",
    start: new Date("2026-06-01T10:00:00Z"),
    end: undefined,
  });
});

test("two times are kept as they are", () => {
  const range = {
    type: "absolute",
    startDate: "2026-05-01T00:00:00+02:00",
    endDate: "2026-05-02T00:00:00+02:00",
  } as const;
  const address = addressOf(new URLSearchParams(), "All", "", range);
  expect(rangeOf(address)).toEqual(range);
  expect(searchOf(address, now)).toMatchObject({ attribute: null, start: new Date("2026-04-30T22:00:00Z") });
});

test("at first, changes are searched and reads are not", () => {
  expect(searchOf(new URLSearchParams(), now)).toMatchObject({ attribute: "ReadOnly", value: "false" });
  expect(searchOf(new URLSearchParams("attribute=All"), now)).toMatchObject({ attribute: null, value: "" });
});

test("an attribute that there is not is none", () => {
  expect(searchOf(new URLSearchParams("attribute=constructor&value=x"), now).attribute).toBeNull();
  expect(searchOf(new URLSearchParams("attribute=Nothing"), now).attribute).toBeNull();
});
