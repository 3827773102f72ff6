import type { AliasListEntry } from "@aws-sdk/client-kms";

// The rules of the API for names of aliases. Source: AWS KMS API Reference, CreateAlias.
const PREFIX = "alias/";
const NAME_CHARACTERS_MAX = 256;

/** What was typed as the name of a new alias, without the prefix that is added. */
export function withoutPrefix(typed: string): string {
  return typed.startsWith(PREFIX) ? typed.slice(PREFIX.length) : typed;
}

/** Says what is wrong with the name of a new alias, which is typed without its prefix; null if it is right. */
export function aliasError(typed: string, taken: ReadonlySet<string> = new Set()): string | null {
  const name = PREFIX + typed;
  if (typed === "") {
    return "Enter an alias.";
  }
  if (name.length > NAME_CHARACTERS_MAX) {
    return `An alias is at most ${NAME_CHARACTERS_MAX} characters long, with its prefix alias/.`;
  }
  if (!/^[a-zA-Z0-9/_-]+$/.test(typed)) {
    return "An alias has only letters, digits and / _ - .";
  }
  if (typed.toLowerCase().startsWith("aws/")) {
    return "Aliases that begin with aws/ are reserved for AWS managed keys.";
  }
  return taken.has(name) ? "There is an alias with this name in this Region already." : null;
}

/** The names of the aliases of each key, in their order and without `alias/`. */
export function aliasesByKey(aliases: readonly AliasListEntry[] | undefined): ReadonlyMap<string, readonly string[]> {
  const byKey = new Map<string, string[]>();
  for (const { AliasName = "", TargetKeyId } of aliases ?? []) {
    if (TargetKeyId !== undefined) {
      const names = byKey.get(TargetKeyId) ?? [];
      names.push(AliasName.replace(/^alias\//, ""));
      byKey.set(TargetKeyId, names);
    }
  }
  for (const names of byKey.values()) {
    names.sort((left, right) => (left < right ? -1 : 1));
  }
  return byKey;
}
