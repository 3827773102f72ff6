import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { readView, type View, writeView } from "./view";

/** The view that the address names, and what changes a part of it. A change of filter or order shows the first page. */
export function useView(): [View, (part: Partial<View>) => void] {
  const [search, setSearch] = useSearchParams();
  const view = useMemo(() => readView(search), [search]);
  const change = useCallback(
    (part: Partial<View>) =>
      setSearch((before) => writeView(before, { ...readView(before), page: 1, ...part }), { replace: true }),
    [setSearch],
  );
  return [view, change];
}
