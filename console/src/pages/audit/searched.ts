import type { LookupAttributeKey } from "@aws-sdk/client-cloudtrail";
import type { DateRangePickerProps } from "@cloudscape-design/components/date-range-picker";
import type { EventSearch } from "../../queries/events";
import { attributes } from "./text";

type Range = DateRangePickerProps.Value | null;

const MS = { second: 1e3, minute: 6e4, hour: 36e5, day: 864e5, week: 6048e5, month: 2592e6, year: 31536e6 };

/** The times as the address has them: `2-hour` for the last two hours, or two times. */
export function rangeOf(search: URLSearchParams): Range {
  const last = /^(\d+)-(second|minute|hour|day|week|month)$/.exec(search.get("last") ?? "");
  const startDate = search.get("from");
  const endDate = search.get("to");
  if (last !== null) {
    const unit = last[2] as "second" | "minute" | "hour" | "day" | "week" | "month";
    return { type: "relative", amount: Number(last[1]), unit, key: `${last[1]}-${unit}` };
  }
  return startDate === null || endDate === null ? null : { type: "absolute", startDate, endDate };
}

/** Writes what is searched into an address. */
export function addressOf(before: URLSearchParams, attribute: string, value: string, range: Range): URLSearchParams {
  const address = new URLSearchParams();
  const region = before.get("region");
  const put = (name: string, text: string | null) => {
    if (text !== null && text !== "") {
      address.set(name, text);
    }
  };
  put("region", region);
  put("attribute", attribute);
  put("value", value.trim());
  if (range?.type === "relative") {
    put("last", `${range.amount}-${range.unit}`);
  } else if (range?.type === "absolute") {
    put("from", range.startDate);
    put("to", range.endDate);
  }
  return address;
}

/** What an address searches, at this time. */
export function searchOf(search: URLSearchParams, now: Date): EventSearch {
  // Without an attribute, the reads of this very console would hide what somebody changed. AWS's console begins so, too.
  const attribute = search.get("attribute") ?? "ReadOnly";
  const range = rangeOf(search);
  return {
    attribute: Object.hasOwn(attributes, attribute) ? (attribute as LookupAttributeKey) : null,
    value: search.get("value") ?? (search.has("attribute") ? "" : "false"),
    start:
      range === null
        ? undefined
        : range.type === "absolute"
          ? new Date(range.startDate)
          : new Date(now.getTime() - range.amount * MS[range.unit]),
    end: range?.type === "absolute" ? new Date(range.endDate) : undefined,
  };
}
