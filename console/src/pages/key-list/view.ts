import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";

/** What of the list is shown, and in which order. All of it is in the address, so that a link shows the same. */
export interface View {
  query: PropertyFilterProps.Query;
  sort: Sort;
  page: number;
}

export interface Sort {
  column: string;
  descending: boolean;
}

const FIRST: View = {
  query: { tokens: [], operation: "and" },
  sort: { column: "alias", descending: false },
  page: 1,
};
// The property's name is encoded, so the first of these signs is the operator.
const TOKEN = /^([^=!<>:^]*)(!=|!:|!\^|<=|>=|[=:^<>])(.*)$/s;

/** Reads the view from an address such as `?f=status=Enabled&f=:demo&sort=-created&page=2`. */
export function readView(search: URLSearchParams): View {
  const tokens = search.getAll("f").flatMap((written) => {
    const [, name, operator, value] = TOKEN.exec(written) ?? [];
    if (name === undefined || operator === undefined || value === undefined) {
      return [];
    }
    return [{ propertyKey: name === "" ? undefined : decoded(name), operator, value }];
  });
  const sort = search.get("sort") ?? FIRST.sort.column;
  const page = Number(search.get("page") ?? 1);
  return {
    query: { tokens, operation: search.get("any") === "true" ? "or" : "and" },
    sort: { column: sort.replace(/^-/, ""), descending: sort.startsWith("-") },
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** Writes the view into an address, and leaves everything else in it. What is usual is left out. */
export function writeView(search: URLSearchParams, { query, sort, page }: View): URLSearchParams {
  const written = new URLSearchParams(search);
  for (const name of ["f", "any", "sort", "page"]) {
    written.delete(name);
  }
  for (const { propertyKey, operator, value } of query.tokens) {
    written.append("f", `${propertyKey === undefined ? "" : encoded(propertyKey)}${operator}${String(value)}`);
  }
  if (query.operation === "or" && query.tokens.length > 1) {
    written.set("any", "true");
  }
  if (sort.column !== FIRST.sort.column || sort.descending) {
    written.set("sort", `${sort.descending ? "-" : ""}${sort.column}`);
  }
  if (page !== FIRST.page) {
    written.set("page", String(page));
  }
  return written;
}

function encoded(name: string): string {
  // `!` is a part of operators, and is the only one that encodeURIComponent leaves.
  return encodeURIComponent(name).replaceAll("!", "%21");
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
