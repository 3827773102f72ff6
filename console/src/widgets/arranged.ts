import type { ReactNode } from "react";

export interface Column<T> {
  id: string;
  header: string;
  /** By this the column is sorted and found. */
  value: (item: T) => string | number | undefined;
  /** How it is shown, if not as that value. */
  cell?: (item: T) => ReactNode;
  /** In pixels, for what should not be broken into lines. */
  minWidth?: number;
}

/**
 * Returns the items of which a column has the text, in order.
 *
 * @param sort the id of a column, after a minus for the other direction
 */
export function arranged<T>(items: readonly T[], columns: readonly Column<T>[], filter: string, sort: string): T[] {
  const wanted = filter.trim().toLowerCase();
  const found = items.filter((item) =>
    columns.some((column) => `${column.value(item) ?? ""}`.toLowerCase().includes(wanted)),
  );
  const by = columns.find((column) => column.id === sort.replace(/^-/, ""));
  if (by === undefined) {
    return found;
  }
  const direction = sort.startsWith("-") ? -1 : 1;
  return found.sort((a, b) => direction * compare(by.value(a), by.value(b)));
}

function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (a === undefined || b === undefined) {
    return a === b ? 0 : a === undefined ? 1 : -1;
  }
  return typeof a === "number" && typeof b === "number" ? a - b : `${a}`.localeCompare(`${b}`, "en", { numeric: true });
}
