import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { refusalText } from "../app/refusals";
import { arranged, type Column } from "./arranged";

export type { Column };

interface Props<T> {
  /** What it lists, in the plural, such as "Users". */
  title: string;
  /** Whether the page has no other heading for it. */
  headed?: boolean;
  description?: ReactNode;
  /** Its name in the query string, for the second and later tables of a page. */
  name?: string;
  /** The order at first: the id of a column, after a minus for the other direction. */
  defaultSort?: string;
  query: { data: T[] | undefined; error: unknown; isPending: boolean; refetch?: () => unknown };
  columns: readonly Column<T>[];
  keyOf: (item: T) => string;
  empty: string;
  actions?: ReactNode;
  /** Beside the filter. */
  filters?: ReactNode;
  selection?: { type: "single" | "multi"; items: T[]; onChange: (items: T[]) => void };
}

const PAGE_SIZE = 25;

// Inside of a sentence; abbreviations stay.
const lowered = (title: string) => title.charAt(0).toLowerCase() + title.slice(1);

const text = {
  refresh: "Refresh",
  noMatch: "No matches",
  clear: "Clear filter",
  find: (title: string) => `Find ${lowered(title)}`,
  count: (count: number) => (count === 1 ? "1 match" : `${count} matches`),
} as const;

/** A list that can be filtered, sorted and paged; the address has the filter, the order and the page. */
export function ResourceTable<T>(props: Props<T>) {
  const { title, headed = false, description, name, query, columns, keyOf, empty, actions, filters, selection } = props;
  const [search, setSearch] = useSearchParams();
  const parameter = (word: string) => (name === undefined ? word : `${name}-${word}`);
  const put = (values: Record<string, string>) =>
    setSearch(
      (before) => {
        for (const [word, value] of Object.entries(values)) {
          if (value === "") {
            before.delete(parameter(word));
          } else {
            before.set(parameter(word), value);
          }
        }
        return before;
      },
      { replace: true },
    );
  const filter = search.get(parameter("filter")) ?? "";
  const sort = search.get(parameter("sort")) ?? props.defaultSort ?? columns[0]?.id ?? "";
  const sortColumn = sort.replace(/^-/, "");
  const all = query.data ?? [];
  const found = arranged(all, columns, filter, sort);
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const page = Math.min(pages, Math.max(1, Number(search.get(parameter("page"))) || 1));
  const buttons = (
    <SpaceBetween direction="horizontal" size="xs">
      {query.refetch !== undefined && (
        <Button formAction="none" iconName="refresh" ariaLabel={text.refresh} onClick={() => void query.refetch?.()} />
      )}
      {actions}
    </SpaceBetween>
  );
  return (
    <Table<T>
      items={found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
      trackBy={keyOf}
      enableKeyboardNavigation
      wrapLines
      loading={query.isPending}
      loadingText={`Loading ${lowered(title)}`}
      header={
        headed ? (
          <Header
            variant="h2"
            description={description}
            counter={query.data === undefined ? undefined : `(${all.length})`}
            actions={buttons}
          >
            {title}
          </Header>
        ) : undefined
      }
      filter={
        (all.length > 5 || filter !== "" || filters !== undefined) && (
          <SpaceBetween direction="horizontal" size="xs">
            <TextFilter
              filteringText={filter}
              filteringAriaLabel={text.find(title)}
              filteringPlaceholder={text.find(title)}
              countText={filter === "" ? "" : text.count(found.length)}
              onChange={({ detail }) => put({ filter: detail.filteringText, page: "" })}
            />
            {filters}
          </SpaceBetween>
        )
      }
      pagination={
        pages > 1 && (
          <Pagination
            currentPageIndex={page}
            pagesCount={pages}
            onChange={({ detail }) => put({ page: String(detail.currentPageIndex) })}
          />
        )
      }
      empty={
        <Box textAlign="center" color="inherit">
          {query.error !== null && query.error !== undefined ? (
            <Box color="text-status-error">{refusalText(query.error)}</Box>
          ) : filter === "" ? (
            empty
          ) : (
            <SpaceBetween size="s">
              {text.noMatch}
              <Button formAction="none" onClick={() => put({ filter: "", page: "" })}>
                {text.clear}
              </Button>
            </SpaceBetween>
          )}
        </Box>
      }
      sortingColumn={{ sortingField: sortColumn }}
      sortingDescending={sort.startsWith("-")}
      onSortingChange={({ detail }) =>
        put({ sort: `${detail.isDescending ? "-" : ""}${detail.sortingColumn.sortingField}` })
      }
      columnDefinitions={columns.map((column) => ({
        id: column.id,
        header: column.header,
        sortingField: column.id,
        isRowHeader: column === columns[0],
        minWidth: column.minWidth,
        cell: column.cell ?? ((item: T) => column.value(item) ?? "–"),
      }))}
      {...(selection === undefined
        ? {}
        : {
            selectionType: selection.type,
            selectedItems: all.filter((item) => selection.items.some((each) => keyOf(each) === keyOf(item))),
            onSelectionChange: ({ detail }) => selection.onChange(detail.selectedItems),
          })}
      ariaLabels={{
        tableLabel: title,
        selectionGroupLabel: `${title}: selection`,
        allItemsSelectionLabel: () => `Select all ${lowered(title)}`,
        itemSelectionLabel: (_selection, item) => `Select ${columns[0]?.value(item) ?? keyOf(item)}`,
      }}
    />
  );
}
