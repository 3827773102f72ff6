import type { AutosuggestProps } from "@cloudscape-design/components/autosuggest";
import type { SideNavigationProps } from "@cloudscape-design/components/side-navigation";
import type { AliasListEntry, KeyListEntry } from "../../queries/keys";
import { text } from "./text";

const KEYS_MAX = 12;
const ID = /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const ARN = /^arn:[^:]+:kms:([^:]*):[0-9]*:(?:key\/([^/]+)|(alias\/.+))$/;

/** A place in the console; another Region than the one that is shown, if the name says so. */
export interface Place {
  path: string;
  region?: string;
}

/** A place with the name that the search shows. */
interface Target extends Place {
  label: string;
}

/** Where the name of a key leads; null if the words are no name of a key. */
export function placeOfName(words: string): Place | null {
  const arn = ARN.exec(words);
  if (arn !== null) {
    return { path: `/keys/${arn[2] ?? arn[3]}`, region: arn[1] };
  }
  return ID.test(words) || /^alias\/./.test(words) ? { path: `/keys/${words}` } : null;
}

/** Where words lead that somebody typed and entered. */
export function placeOf(words: string): Place {
  return placeOfName(words) ?? { path: `/keys?f=${encodeURIComponent(`:${words}`)}` };
}

/** The target whose whole name the words are, or the only one that they fit; null if it is not so clear. */
export function onlyTarget(words: string, groups: readonly AutosuggestProps.OptionGroup[]): Target | null {
  const wanted = words.trim().toLowerCase();
  const all = groups.flatMap(({ options }) => options.map(({ value = "", label = "" }) => ({ path: value, label })));
  const same = all.filter(({ label }) => label.toLowerCase() === wanted);
  const [first, second] = same.length > 0 ? same : all;
  return wanted === "" || first === undefined || second !== undefined ? null : first;
}

export interface Sources {
  keys: readonly KeyListEntry[];
  aliases: readonly AliasListEntry[];
  navigation: readonly SideNavigationProps.Item[];
}

/** What fits the words: pages, actions, and some of the keys. The values are paths. */
export function targets(words: string, { keys, aliases, navigation }: Sources): AutosuggestProps.OptionGroup[] {
  const wanted = words.trim().toLowerCase();
  const fits = (label: string) => label.toLowerCase().includes(wanted);
  const named = take(aliases, (alias) => alias.TargetKeyId !== undefined && fits(alias.AliasName ?? "")).map(
    ({ AliasName = "", TargetKeyId = "" }) => ({
      value: `/keys/${TargetKeyId}`,
      label: AliasName.replace(/^alias\//, ""),
      description: TargetKeyId,
    }),
  );
  // Ids are looked for only if something is typed: an alias says more.
  const byId =
    wanted === ""
      ? []
      : take(keys, (key) => fits(key.KeyArn ?? "") && (ID.test(wanted) || (key.KeyId ?? "").includes(wanted)))
          .filter((key) => !named.some((option) => option.description === key.KeyId))
          .map(({ KeyId = "" }) => ({ value: `/keys/${KeyId}`, label: KeyId }));
  const pages = navigation.flatMap((item) => pagesOf(item)).filter(({ label }) => fits(label));
  const actions = [{ value: "/keys/create", label: text.create }].filter(({ label }) => fits(label));
  return [
    { label: text.keys, options: [...named, ...byId].slice(0, KEYS_MAX) },
    { label: text.actions, options: actions },
    { label: text.pages, options: pages },
  ].filter(({ options }) => options.length > 0);
}

function take<T>(all: readonly T[], fits: (each: T) => boolean): T[] {
  const taken: T[] = [];
  for (const each of all) {
    if (taken.length === KEYS_MAX) {
      break;
    }
    if (fits(each)) {
      taken.push(each);
    }
  }
  return taken;
}

function pagesOf(item: SideNavigationProps.Item): { value: string; label: string }[] {
  if (item.type === "link") {
    return [{ value: item.href, label: item.text }];
  }
  return item.type === "section" ? item.items.flatMap(pagesOf) : [];
}
