import { useState } from "react";
import { type Manager, tagColumn } from "./rows";
import { text } from "./text";

/** How a user wants to see the list. It is kept in the browser, and has no names but those of columns and tag keys. */
export interface Preferences {
  pageSize: number;
  wrapLines: boolean;
  columns: readonly { id: string; visible: boolean }[];
  tagColumns: readonly string[];
}

export const pageSizes = [20, 50, 100] as const;
const SHOWN: Record<Manager, readonly string[]> = {
  CUSTOMER: ["alias", "id", "status", "type", "spec", "usage", "lastUsed"],
  AWS: ["alias", "id", "status"],
};
const STORED: Record<Manager, string> = { CUSTOMER: "trent.columns.keys", AWS: "trent.columns.aws-keys" };

const usual = (manager: Manager): Preferences => ({
  pageSize: pageSizes[0],
  wrapLines: false,
  columns: Object.keys(text.columns).map((id) => ({ id, visible: SHOWN[manager].includes(id) })),
  tagColumns: [],
});

/** Reads what was kept. Whatever does not fit, such as a column that is no more, is as usual. */
export function readPreferences(stored: string | null, manager: Manager): Preferences {
  const plain = usual(manager);
  try {
    const kept = JSON.parse(stored ?? "{}") as Partial<Record<keyof Preferences, unknown>>;
    const tagColumns = Array.isArray(kept.tagColumns)
      ? kept.tagColumns.filter((key): key is string => typeof key === "string")
      : [];
    const known = [...plain.columns.map(({ id }) => id), ...tagColumns.map(tagColumn)];
    const columns = (Array.isArray(kept.columns) ? kept.columns : []).flatMap((column: unknown) => {
      const { id, visible } = (column ?? {}) as { id?: unknown; visible?: unknown };
      return typeof id === "string" && known.includes(id) ? [{ id, visible: visible === true }] : [];
    });
    return {
      pageSize: pageSizes.find((size) => size === kept.pageSize) ?? plain.pageSize,
      wrapLines: kept.wrapLines === true,
      columns: [...columns, ...plain.columns.filter(({ id }) => !columns.some((column) => column.id === id))],
      tagColumns,
    };
  } catch {
    return plain;
  }
}

/** The columns in their order, with those for tags at the end if the user never moved them. */
export function allColumns({ columns, tagColumns }: Preferences): { id: string; visible: boolean }[] {
  const tags = tagColumns.map(tagColumn);
  return [
    ...columns,
    ...tags.filter((id) => !columns.some((column) => column.id === id)).map((id) => ({ id, visible: true })),
  ];
}

export function usePreferences(manager: Manager): [Preferences, (preferences: Preferences) => void] {
  const [preferences, set] = useState(() => readPreferences(localStorage.getItem(STORED[manager]), manager));
  return [
    preferences,
    (chosen) => {
      localStorage.setItem(STORED[manager], JSON.stringify(chosen));
      set(chosen);
    },
  ];
}
