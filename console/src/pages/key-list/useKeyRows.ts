import { useDeferredValue, useMemo, useState } from "react";
import { isDenial } from "../../app/refusals";
import { aliasesByKey } from "../../kms/aliases";
import { useLastUsages, useTagsOfKeys } from "../../queries/keyFacts";
import { type AliasListEntry, type KeyListEntry, useAliases, useKeyDescriptions, useKeys } from "../../queries/keys";
import { type KeyRow, type Manager, rowMaker } from "./rows";
import { text } from "./text";

/**
 * What must be known of all keys, because the list is filtered or sorted by it. It is a call for each key, and a record
 * in the audit log, so nothing else asks about keys that nobody looks at.
 */
export interface Needs {
  descriptions: boolean;
  tags: boolean;
  lastUses: boolean;
}

interface KeyRows {
  rows: readonly KeyRow[];
  loading: boolean;
  error: unknown;
  /** What is still being read. */
  progress: string | null;
  hidden: number;
  unread: number;
}

const NONE: readonly string[] = [];
const NO_KEYS: never[] = [];

/** AWS managed keys have an alias `aws/…`, or none. */
function possiblyOfAws(keys: KeyListEntry[] | undefined, aliases: AliasListEntry[] | undefined) {
  const ofCustomer = new Set(
    aliases?.filter(({ AliasName = "" }) => !AliasName.startsWith("alias/aws/")).map(({ TargetKeyId }) => TargetKeyId),
  );
  return keys?.filter(({ KeyId }) => !ofCustomer.has(KeyId));
}

/** Only its description tells whether such a key is of AWS. None are told of if the aliases may not be listed. */
function withoutAlias(ids: readonly string[] | undefined, aliases: AliasListEntry[] | undefined): readonly string[] {
  if (aliases === undefined) {
    return NONE;
  }
  const named = aliasesByKey(aliases);
  return ids?.filter((id) => !named.has(id)) ?? NONE;
}

/** The rows of the keys, as far as they are known. They grow while the page can be used. */
export function useKeyRows(manager: Manager, needs: Needs, selected: ReadonlySet<string>): KeyRows {
  const keys = useKeys();
  const aliases = useAliases();
  // The many questions about single keys begin when the lists are there, which would have to wait behind them.
  const possible = useMemo(
    () => (aliases.isPending ? undefined : manager === "AWS" ? possiblyOfAws(keys.data, aliases.data) : keys.data),
    [keys.data, aliases.data, aliases.isPending, manager],
  );
  const ids = useMemo(() => possible?.map((key) => key.KeyId ?? ""), [possible]);
  const unnamed = useMemo(() => withoutAlias(ids, aliases.data), [ids, aliases.data]);
  const chosen = useMemo(() => [...unnamed, ...selected], [unnamed, selected]);
  const descriptions = useKeyDescriptions(possible, needs.descriptions ? undefined : chosen);
  const tags = useTagsOfKeys(ids, needs.tags ? ids : NONE);
  const lastUses = useLastUsages(needs.lastUses ? ids : NONE);
  // A burst of answers must not hold up what the user types or clicks.
  const known = useDeferredValue(
    useMemo(
      () => ({
        keys: possible ?? NO_KEYS,
        aliases: aliases.data ?? NO_KEYS,
        descriptions: descriptions.found,
        refusals: descriptions.refused,
        tags: tags.found,
        lastUsages: lastUses.found,
      }),
      [possible, aliases.data, descriptions, tags, lastUses],
    ),
  );
  const [make] = useState(rowMaker);
  const rows = useMemo(() => make(known, manager), [make, known, manager]);
  const reading = (
    [
      [text.descriptions, descriptions],
      [text.tagsOf, tags],
      [text.lastUses, lastUses],
    ] as const
  ).find(([, each]) => each.left > 0);
  const refused = [...descriptions.refused.values()];
  const hidden = refused.filter(isDenial).length;
  return {
    rows,
    loading: keys.isPending || aliases.isPending,
    error: keys.error ?? aliases.error,
    progress:
      reading === undefined ? null : text.reading(reading[0], reading[1].total - reading[1].left, reading[1].total),
    hidden,
    unread: refused.length - hidden,
  };
}
