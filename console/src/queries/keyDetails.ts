import {
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  GetPublicKeyCommand,
  ListResourceTagsCommand,
  paginateListKeyRotations,
  type RotationsListEntry,
} from "@aws-sdk/client-kms";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { type Clients, useClients } from "../app/clients";

export type { RotationsListEntry };

/** The key policy, as its text. */
export const policyOf = (clients: Clients, keyId: string) =>
  queryOptions({
    queryKey: [clients.region, "key", keyId, "policy"],
    queryFn: async () => (await clients.kms.send(new GetKeyPolicyCommand({ KeyId: keyId }))).Policy ?? "",
  });

export function usePolicy(keyId: string) {
  return useQuery(policyOf(useClients(), keyId));
}

export const tagsOf = ({ kms, region }: Clients, keyId: string) =>
  queryOptions({
    queryKey: [region, "key", keyId, "tags"],
    queryFn: async () => (await kms.send(new ListResourceTagsCommand({ KeyId: keyId, Limit: 50 }))).Tags ?? [],
  });

export function useTags(keyId: string) {
  return useQuery(tagsOf(useClients(), keyId));
}

export function useRotationStatus(keyId: string, enabled = true) {
  const { kms, region } = useClients();
  return useQuery({
    queryKey: [region, "key", keyId, "rotation-status"],
    queryFn: () => kms.send(new GetKeyRotationStatusCommand({ KeyId: keyId })),
    enabled,
  });
}

/** All materials of the key, the newest first. */
export function useMaterials(keyId: string) {
  const { kms, region } = useClients();
  return useQuery({
    queryKey: [region, "key", keyId, "materials"],
    queryFn: async () => {
      const all: RotationsListEntry[] = [];
      const asked = { KeyId: keyId, IncludeKeyMaterial: "ALL_KEY_MATERIAL" } as const;
      for await (const page of paginateListKeyRotations({ client: kms, pageSize: 1000 }, asked)) {
        all.push(...(page.Rotations ?? []));
      }
      return all.toReversed();
    },
  });
}

export function usePublicKey(keyId: string) {
  const { kms, region } = useClients();
  return useQuery({
    queryKey: [region, "key", keyId, "public-key"],
    queryFn: () => kms.send(new GetPublicKeyCommand({ KeyId: keyId })),
  });
}
