// The answer was under way for a while.
const TOLERANCE_MS = 5_000;
let ahead = 0;

/** The header of an answer that has the server's time. */
export const TIME = "x-trent-time";

/** Learns from an answer how far the server's clock is ahead of the browser's. */
export function learnTime(time: string | null | undefined): void {
  const server = Date.parse(time ?? "");
  if (!Number.isNaN(server)) {
    const difference = server - Date.now();
    ahead = Math.abs(difference) < TOLERANCE_MS ? 0 : difference;
  }
}

/** The time of the server: it made the times that the pages show. */
export function serverNow(): number {
  return Date.now() + ahead;
}
