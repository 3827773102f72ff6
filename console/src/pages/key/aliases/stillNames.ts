import { type KMSClient, paginateListAliases } from "@aws-sdk/client-kms";
import { ChangedMeanwhile } from "../../../queries/meanwhile";
import { text } from "./text";

/** Fails if one of these aliases does not name the key any more: it may be in use for another key. */
export async function requireStillNames(
  client: KMSClient,
  keyId: string,
  names: readonly (string | undefined)[],
): Promise<void> {
  const present = new Set<string | undefined>();
  for await (const page of paginateListAliases({ client, pageSize: 100 }, { KeyId: keyId })) {
    for (const { AliasName } of page.Aliases ?? []) {
      present.add(AliasName);
    }
  }
  const gone = names.filter((name) => !present.has(name));
  if (gone.length > 0) {
    throw new ChangedMeanwhile(text.moved(gone.map((name) => name ?? "")));
  }
}
