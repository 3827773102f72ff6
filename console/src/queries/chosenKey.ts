import { DescribeKeyCommand } from "@aws-sdk/client-kms";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { useClients } from "../app/clients";
import { useSession } from "../app/session";
import { shortKeyName } from "../kms/keyNames";
import { type KeyMetadata, keyNames } from "./keys";

export interface ChosenKey {
  /** The ARN of the key, or the name that the address has for it; null if none is chosen. */
  id: string | null;
  key: KeyMetadata | undefined;
  refusal: unknown;
  /** Takes an ARN or another name of a key; null chooses none. */
  choose: (name: string | null) => void;
}

/** The key that a parameter of the address names, such as `?key=1234abcd-…`. Links to a tool choose its key by it. */
export function useChosenKey(parameter = "key"): ChosenKey {
  const clients = useClients();
  const { accountId } = useSession();
  const [search, setSearch] = useSearchParams();
  const name = search.get(parameter);
  const found = useQuery({
    queryKey: keyNames.key(clients.region, name ?? ""),
    queryFn: async () => (await clients.kms.send(new DescribeKeyCommand({ KeyId: name ?? "" }))).KeyMetadata ?? null,
    enabled: name !== null,
  });
  const key = found.data ?? undefined;
  return {
    id: key?.Arn ?? name,
    key,
    refusal: found.error,
    choose: (chosen) =>
      setSearch(
        (all) => {
          if (chosen === null) {
            all.delete(parameter);
          } else {
            all.set(parameter, shortKeyName(chosen, accountId));
          }
          return all;
        },
        { replace: true },
      ),
  };
}
