import { aliasesByKey } from "../../kms/aliases";
import { keyTypeOf, originLabels, regionalityOf, stateLabels, usageLabels } from "../../kms/specs";
import type { GetKeyLastUsageResponse, Tag } from "../../queries/keyFacts";
import type { AliasListEntry, KeyListEntry, KeyMetadata } from "../../queries/keys";

/** A key as the list shows, sorts and filters it. What has not come yet is empty. */
export interface KeyRow {
  id: string;
  arn: string;
  /** Without `alias/`, sorted. */
  aliases: readonly string[];
  key?: KeyMetadata;
  refusal?: unknown;
  status: string;
  type: string;
  spec: string;
  usage: string;
  origin: string;
  regionality: string;
  description: string;
  keyStore: string;
  created?: number;
  expires?: number;
  /** Milliseconds; 0 if no use is known. */
  lastUsed?: number;
  tags?: ReadonlyMap<string, string>;
}

export interface Known {
  keys: readonly KeyListEntry[];
  aliases: readonly AliasListEntry[];
  descriptions: ReadonlyMap<string, KeyMetadata>;
  refusals: ReadonlyMap<string, unknown>;
  tags: ReadonlyMap<string, readonly Tag[]>;
  lastUsages: ReadonlyMap<string, GetKeyLastUsageResponse>;
}

export type Manager = "CUSTOMER" | "AWS";

/** The rows of the keys that AWS manages, or of all others. */
export function rowsOf(known: Known, manager: Manager): KeyRow[] {
  return rowMaker()(known, manager);
}

/** Returns what makes the rows, again and again while answers come. It makes anew only those that have changed. */
export function rowMaker(): typeof rowsOf {
  const made = new Map<string, { of: readonly unknown[]; row: KeyRow }>();
  let names: { aliases: readonly AliasListEntry[]; byKey: ReadonlyMap<string, readonly string[]> } | undefined;
  return (known, manager) => {
    if (names?.aliases !== known.aliases) {
      names = { aliases: known.aliases, byKey: aliasesByKey(known.aliases) };
    }
    const { byKey } = names;
    return known.keys
      .map((entry) => {
        const id = entry.KeyId ?? "";
        const aliases = byKey.get(id) ?? NO_NAMES;
        const of = [
          aliases,
          known.descriptions.get(id),
          known.refusals.get(id),
          known.tags.get(id),
          known.lastUsages.get(id),
        ];
        const before = made.get(id);
        if (before?.of.every((part, at) => part === of[at])) {
          return before.row;
        }
        const row = rowOf(entry, aliases, known);
        made.set(id, { of, row });
        return row;
      })
      .filter((row) => isOfAws(row) === (manager === "AWS"));
  };
}

const NO_NAMES: readonly string[] = [];

function isOfAws(row: KeyRow): boolean {
  // The description comes later than the alias.
  return row.key === undefined ? row.aliases.some((alias) => alias.startsWith("aws/")) : row.key.KeyManager === "AWS";
}

function rowOf(entry: KeyListEntry, aliases: readonly string[], known: Known): KeyRow {
  const id = entry.KeyId ?? "";
  const key = known.descriptions.get(id);
  const tags = known.tags.get(id);
  const lastUse = known.lastUsages.get(id);
  const type = key === undefined ? "" : (keyTypeOf(key) ?? "");
  const description = key?.Description ?? "";
  return {
    id,
    arn: entry.KeyArn ?? "",
    aliases,
    key,
    refusal: known.refusals.get(id),
    status: key?.KeyState === undefined ? "" : stateLabels[key.KeyState],
    type,
    spec: key?.KeySpec ?? "",
    usage: key?.KeyUsage === undefined ? "" : usageLabels[key.KeyUsage],
    origin: key?.Origin === undefined ? "" : originLabels[key.Origin],
    regionality: key === undefined ? "" : regionalityOf(key),
    description,
    keyStore: key?.CustomKeyStoreId ?? "",
    created: key?.CreationDate?.getTime(),
    expires: key?.ValidTo?.getTime(),
    lastUsed: lastUse === undefined ? undefined : (lastUse.KeyLastUsage?.Timestamp?.getTime() ?? 0),
    tags: tags && new Map(tags.map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue])),
  };
}

const haystacks = new WeakMap<KeyRow, string>();

/** What a free text is looked for in, in lower case. */
export function haystackOf(row: KeyRow): string {
  const known = haystacks.get(row);
  if (known !== undefined) {
    return known;
  }
  const words = [...row.aliases, row.arn, row.type, row.description, ...(row.tags?.keys() ?? [])];
  const haystack = words.join("\n").toLowerCase();
  haystacks.set(row, haystack);
  return haystack;
}

const TAG = "tag:";
export const tagColumn = (tagKey: string) => `${TAG}${tagKey}`;
export const tagKeyOf = (column: string) => (column.startsWith(TAG) ? column.slice(TAG.length) : undefined);

/** Whether only the description of a key has what is in a column. An empty name stands for all of them. */
export const isDescribed = (column: string) =>
  !["alias", "id", "lastUsed", "tags"].includes(column) && !column.startsWith(TAG);
export const isOfTags = (column: string) => column === "tags" || column.startsWith(TAG);

/** The value of a column, as the list sorts by it; undefined if the key has none. */
function sortValue(row: KeyRow, column: string): string | number | undefined {
  const tagKey = tagKeyOf(column);
  if (tagKey !== undefined) {
    return row.tags?.get(tagKey)?.toLowerCase();
  }
  switch (column) {
    case "alias":
      return row.aliases[0]?.toLowerCase();
    case "tags":
      return row.tags === undefined || row.tags.size === 0 ? undefined : tagsText(row.tags).toLowerCase();
    case "id":
    case "status":
    case "type":
    case "spec":
    case "usage":
    case "origin":
    case "regionality":
    case "description":
    case "keyStore":
      return row[column].toLowerCase() || undefined;
    case "created":
    case "expires":
    case "lastUsed":
      return row[column];
    default:
      return undefined;
  }
}

export function tagsText(tags: ReadonlyMap<string, string>): string {
  return [...tags].map(([key, value]) => (value === "" ? key : `${key}=${value}`)).join(", ");
}

/** Ends a part of the text by which a row is sorted. It sorts before every other character. */
const END = "\u0000";
const DIGITS = 16;

/**
 * Sorts the rows by a column. Rows without a value are the last in both directions; aliases decide between equals.
 *
 * The browser compares texts itself. A function that compares rows would be called 100,000 times for 10,000 keys, and
 * the page would not answer meanwhile.
 */
export function sorted(rows: readonly KeyRow[], column: string, descending: boolean): KeyRow[] {
  const values = rows.map((row) => sortValue(row, column));
  const order = rows
    .map((row, place) => {
      const value = values[place];
      const name = row.aliases[0]?.toLowerCase() ?? `~${row.id}`;
      return `${value === undefined ? 1 : `0${textOf(value)}`}${END}${name}${END}${place}`;
    })
    .sort()
    .map((text) => Number(text.slice(text.lastIndexOf(END) + 1)));
  return (descending ? turned(order, values) : order).flatMap((place) => rows[place] ?? []);
}

const textOf = (value: string | number) => (typeof value === "number" ? `${value}`.padStart(DIGITS, "0") : value);

/** Turns an order round, but not that of equals, and leaves those without a value at the end. */
function turned(order: readonly number[], values: readonly unknown[]): number[] {
  const groups: { value: unknown; places: number[] }[] = [];
  for (const place of order) {
    const last = groups.at(-1);
    if (last !== undefined && last.value === values[place]) {
      last.places.push(place);
    } else {
      groups.push({ value: values[place], places: [place] });
    }
  }
  const without = groups.filter(({ value }) => value === undefined);
  return [...groups.filter(({ value }) => value !== undefined).reverse(), ...without].flatMap(({ places }) => places);
}
