import {
  GetKeyLastUsageCommand,
  type GetKeyLastUsageResponse,
  type GrantListEntry,
  ListResourceTagsCommand,
  paginateListGrants,
  type Tag,
} from "@aws-sdk/client-kms";
import { useQuery } from "@tanstack/react-query";
import { useClients } from "../app/clients";
import { type Source, useEach, useHurry } from "./each";

export type { GetKeyLastUsageResponse, GrantListEntry, Tag };

// A key has at most 50 tags.
const TAGS_MAX = 50;
const LAST_USAGE_FRESH_MS = 60_000;

export const tagsOfKeys: Source<Tag[]> = {
  name: (region, id) => [region, "key", id, "of-list", "tags"],
  ask: async (clients, id) =>
    (await clients.kms.send(new ListResourceTagsCommand({ KeyId: id, Limit: TAGS_MAX }))).Tags ?? [],
};

export const lastUsages: Source<GetKeyLastUsageResponse> = {
  name: (region, id) => [region, "key", id, "of-list", "last-usage"],
  ask: (clients, id) => clients.kms.send(new GetKeyLastUsageCommand({ KeyId: id })),
};

/** The tags of the wanted ones of these keys, as far as they have come. */
export const useTagsOfKeys = (ids: readonly string[] | undefined, wanted: readonly string[] | undefined) =>
  useEach(tagsOfKeys, ids, wanted);

/** Asks for the tags of these keys ahead of those of all others. */
export const useTagsFirst = (ids: readonly string[]) => useHurry(tagsOfKeys, ids);

/** The last use of each of these keys, as far as it has come. */
export const useLastUsages = (ids: readonly string[] | undefined) => useEach(lastUsages, ids);

/** @param anew whether the last answer is too old, however new it is */
export function useLastUsage(id: string, anew = false) {
  const clients = useClients();
  return useQuery({
    queryKey: lastUsages.name(clients.region, id),
    queryFn: () => lastUsages.ask(clients, id),
    staleTime: anew ? 0 : LAST_USAGE_FRESH_MS,
  });
}

export function useGrantsOfKey(id: string) {
  const clients = useClients();
  return useQuery({
    queryKey: [clients.region, "key", id, "of-list", "grants"],
    queryFn: async () => {
      const all: GrantListEntry[] = [];
      for await (const page of paginateListGrants({ client: clients.kms, pageSize: 100 }, { KeyId: id })) {
        all.push(...(page.Grants ?? []));
      }
      return all;
    },
  });
}
