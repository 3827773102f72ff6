import { useEffect, useState } from "react";
import { serverNow } from "../app/clock";

const formats = {
  date: new Intl.DateTimeFormat(undefined, { dateStyle: "medium" }),
  time: new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" }),
};
const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 24 * 3600],
  ["month", 30 * 24 * 3600],
  ["day", 24 * 3600],
  ["hour", 3600],
  ["minute", 60],
];
const TICK_MS = 60_000;

interface Props {
  date: Date | number | string | undefined | null;
  /** `ago` says how long ago it was, such as "3 hours ago". */
  as?: "date" | "time" | "ago";
  none?: string;
}

/** A time in the zone of the browser, with UTC when the pointer is over it. */
export function When({ date, as = "time", none = "–" }: Props) {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    if (as === "ago") {
      const timer = setInterval(() => setNow(serverNow()), TICK_MS);
      return () => clearInterval(timer);
    }
  }, [as]);
  if (date === undefined || date === null) {
    return none;
  }
  const at = new Date(date);
  return (
    <time dateTime={at.toISOString()} title={`${formats.time.format(at)}\n${at.toISOString()} (UTC)`}>
      {as === "ago" ? sayAgo(at.getTime(), now) : formats[as].format(at)}
    </time>
  );
}

export function localTime(time: Date): string {
  return formats.time.format(time);
}

/** Such as "3 hours ago", "yesterday" or "in 7 days". */
export function sayAgo(at: number, now: number): string {
  const seconds = (at - now) / 1000;
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) {
      return ago.format(Math.trunc(seconds / length), unit);
    }
  }
  return seconds > 0 ? "in a minute" : "just now";
}
