import {
  type AliasListEntry,
  DescribeKeyCommand,
  type KeyListEntry,
  type KeyMetadata,
  paginateListAliases,
  paginateListKeys,
} from "@aws-sdk/client-kms";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { type Clients, useClients } from "../app/clients";
import { type Each, type Source, useEach, useHurry } from "./each";

export type { AliasListEntry, KeyListEntry, KeyMetadata };

/** The names under which answers are kept. The Region is part of each. */
export const keyNames = {
  list: (region: string) => [region, "keys"] as const,
  aliases: (region: string) => [region, "aliases"] as const,
  key: (region: string, id: string) => [region, "key", id] as const,
};

/** All keys of the Region: their ids and ARNs. */
export function useKeys() {
  const clients = useClients();
  return useQuery({
    queryKey: keyNames.list(clients.region),
    queryFn: async () => {
      const all: KeyListEntry[] = [];
      for await (const page of paginateListKeys({ client: clients.kms, pageSize: 1000 }, {})) {
        all.push(...(page.Keys ?? []));
      }
      return all;
    },
  });
}

export function useAliases() {
  const clients = useClients();
  return useQuery({
    queryKey: keyNames.aliases(clients.region),
    queryFn: async () => {
      const all: AliasListEntry[] = [];
      for await (const page of paginateListAliases({ client: clients.kms, pageSize: 100 }, {})) {
        all.push(...(page.Aliases ?? []));
      }
      return all;
    },
  });
}

export function aliasesOf(aliases: AliasListEntry[] | undefined, keyId: string | undefined): AliasListEntry[] {
  return (aliases ?? []).filter((alias) => alias.TargetKeyId === keyId);
}

/** One key, by any name that KMS accepts. States that pass are asked for again. */
export function useKey(name: string) {
  const clients = useClients();
  return useQuery({
    queryKey: keyNames.key(clients.region, name),
    queryFn: () => describe(clients, name),
    refetchInterval: ({ state }) => (["Creating", "Updating"].includes(state.data?.KeyState ?? "") ? 2_000 : false),
  });
}

async function describe(clients: Clients, name: string): Promise<KeyMetadata> {
  const { KeyMetadata } = await clients.kms.send(new DescribeKeyCommand({ KeyId: name }));
  if (KeyMetadata === undefined) {
    throw new Error("The answer has no key.");
  }
  return KeyMetadata;
}

/** What DescribeKey tells of a key, for lists of them. */
const descriptions: Source<KeyMetadata> = { name: keyNames.key, ask: describe };

/** The descriptions of the wanted ones of these keys, as far as they have come. A key that may not be described is refused. */
export function useKeyDescriptions(keys: KeyListEntry[] | undefined, wanted?: readonly string[]): Each<KeyMetadata> {
  const ids = useMemo(() => keys?.map((key) => key.KeyId ?? ""), [keys]);
  return useEach(descriptions, ids, wanted ?? ids);
}

/** Asks for the descriptions of these keys ahead of those of all others. */
export const useDescriptionsFirst = (ids: readonly string[]) => useHurry(descriptions, ids);

/** Forgets what is known of the keys of a Region, after a change. */
export function useKeysChanged(): () => Promise<void> {
  const queries = useQueryClient();
  const { region } = useClients();
  return () => queries.invalidateQueries({ queryKey: [region] });
}

/** Returns what asks again about these keys, and about the lists of keys, after an action on them. */
export function useTheseKeysChanged(): (ids: readonly string[]) => Promise<void> {
  const clients = useClients();
  const queries = useQueryClient();
  return useCallback(
    async (ids) => {
      const { region } = clients;
      const changed = new Set(ids);
      await Promise.all([
        // One pass over all that is known. A name that is no id, such as an alias, may mean one of these keys.
        queries.invalidateQueries({
          predicate: ({ queryKey: [at, kind, name] }) =>
            at === region && (kind !== "key" || typeof name !== "string" || /[/:]/.test(name) || changed.has(name)),
        }),
        ...ids.map((id) =>
          queries
            .fetchQuery({ queryKey: keyNames.key(region, id), queryFn: () => describe(clients, id), staleTime: 0 })
            .catch(() => {
              // A key that may not be described.
            }),
        ),
      ]);
    },
    [clients, queries],
  );
}
