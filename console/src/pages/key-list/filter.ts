import { processItems } from "@cloudscape-design/collection-hooks/operations";
import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { LateDateForm } from "./LateDateForm";
import { haystackOf, type KeyRow, tagColumn, tagKeyOf } from "./rows";
import { text } from "./text";

const SUGGESTIONS_MAX = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

type Match = (value: unknown, token: string) => boolean;

const words = (value: unknown): readonly string[] => {
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return all.map((word) => String(word).toLowerCase());
};
const has: Match = (value, token) => words(value).some((word) => word.includes(lower(token)));
const is: Match = (value, token) => words(value).some((word) => word === lower(token)) || isEmpty(value, token);
const begins: Match = (value, token) => words(value).some((word) => word.startsWith(lower(token)));
const lower = (token: string | null) => (token ?? "").toLowerCase();
const isEmpty: Match = (value, token) => lower(token) === "" && words(value).length === 0;

/** Texts, and lists of texts: the condition holds if one of them fulfils it. Upper and lower case are alike. */
const textOperators: PropertyFilterProps.ExtendedOperator<string>[] = [
  { operator: ":", match: has },
  { operator: "!:", match: (value, token) => !has(value, token) },
  { operator: "=", match: is },
  { operator: "!=", match: (value, token) => !is(value, token) },
  { operator: "^", match: begins },
  { operator: "!^", match: (value, token) => !begins(value, token) },
];

/** Times are compared with the beginning of a day in the local zone. */
const time = (compare: (value: number, day: number) => boolean): Match => {
  return (value, token) => {
    const day = new Date(`${token}T00:00`).getTime();
    return typeof value === "number" && !Number.isNaN(day) && compare(value, day);
  };
};
const timeOperators: PropertyFilterProps.ExtendedOperator<string>[] = [
  { operator: "<", match: time((value, day) => value < day), form: LateDateForm, description: text.before },
  { operator: "<=", match: time((value, day) => value < day + DAY_MS), form: LateDateForm, description: text.untilDay },
  { operator: ">", match: time((value, day) => value >= day + DAY_MS), form: LateDateForm, description: text.after },
  { operator: ">=", match: time((value, day) => value >= day), form: LateDateForm, description: text.sinceDay },
];

/** What the list can be filtered by. The keys of tags come when they are known. */
export function filteringProperties(tagKeys: readonly string[]): PropertyFilterProps.FilteringProperty[] {
  const property = (key: string, operators: PropertyFilterProps.ExtendedOperator<string>[]) => ({
    key,
    propertyLabel: text.columns[key] ?? key,
    groupValuesLabel: text.valuesOf(text.columns[key] ?? key),
    operators,
    defaultOperator: operators === timeOperators ? ("<" as const) : ("=" as const),
  });
  return [
    ...["alias", "id", "status", "type", "spec", "usage", "origin", "regionality", "description"].map((key) =>
      property(key, textOperators),
    ),
    ...["created", "expires", "lastUsed"].map((key) => property(key, timeOperators)),
    property("tags", textOperators),
    ...tagKeys.map((tagKey) => ({
      ...property(tagColumn(tagKey), textOperators),
      propertyLabel: tagKey,
      groupValuesLabel: text.valuesOf(tagKey),
      group: "tags",
    })),
  ];
}

export const freeTextFiltering: PropertyFilterProps.FreeTextFiltering = {
  defaultOperator: ":",
  operators: [
    { operator: ":", match: (item, token) => haystackOf((item as Fields).row).includes(token.toLowerCase()) },
    { operator: "!:", match: (item, token) => !haystackOf((item as Fields).row).includes(token.toLowerCase()) },
  ],
};

/** A row with the value of each property. */
type Fields = { row: KeyRow } & Record<string, unknown>;

function fieldOf(row: KeyRow, property: string): unknown {
  const tagKey = tagKeyOf(property);
  if (tagKey !== undefined) {
    return row.tags?.get(tagKey);
  }
  if (property === "alias") {
    return row.aliases;
  }
  if (property === "tags") {
    return row.tags && [...row.tags].map(([key, value]) => `${key}=${value}`);
  }
  return row[property as keyof KeyRow];
}

/** The rows that fulfil the query. */
export function filtered(
  rows: readonly KeyRow[],
  query: PropertyFilterProps.Query,
  properties: readonly PropertyFilterProps.FilteringProperty[],
): readonly KeyRow[] {
  if (query.tokens.length === 0) {
    return rows;
  }
  const used = query.tokens.flatMap(({ propertyKey }) => propertyKey ?? []);
  const items = rows.map((row) => {
    const fields: Fields = { row };
    for (const key of used) {
      fields[key] = fieldOf(row, key);
    }
    return fields;
  });
  const { allPageItems } = processItems(
    items,
    {
      propertyFilteringQuery: query,
      filteringText: "",
      currentPageIndex: 1,
      sortingColumns: [],
      selectedItems: [],
      expandedItems: [],
      groupSelection: { inverted: false, toggledItems: [] },
    },
    { propertyFiltering: { filteringProperties: properties, freeTextFiltering } },
  );
  return allPageItems.map(({ row }) => row);
}

/** Values that the rows have, for a property or, without one, for all that have few values. */
export function suggestions(
  rows: readonly KeyRow[],
  property: string | undefined,
  typed: string,
): PropertyFilterProps.FilteringOption[] {
  const wanted = typed.toLowerCase();
  const properties = property === undefined ? ["status", "type", "spec", "usage", "origin", "alias"] : [property];
  return properties.flatMap((propertyKey) => {
    const seen = new Set<unknown>();
    const found: string[] = [];
    const look = (word: unknown) => {
      if (!seen.has(word)) {
        seen.add(word);
        if (typeof word === "string" && word !== "" && word.toLowerCase().includes(wanted)) {
          found.push(word);
        }
      }
    };
    for (const row of rows) {
      const value = fieldOf(row, propertyKey);
      if (Array.isArray(value)) {
        value.forEach(look);
      } else {
        look(value);
      }
      if (found.length >= SUGGESTIONS_MAX) {
        break;
      }
    }
    return found.sort((left, right) => (left < right ? -1 : 1)).map((value) => ({ propertyKey, value }));
  });
}
