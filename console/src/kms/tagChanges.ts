import type { Tag } from "@aws-sdk/client-kms";

/** What must be removed and what must be put to make the first tags the second. */
export function tagChanges(before: readonly Tag[], after: readonly { key: string; value: string }[]) {
  const wanted = new Map(after.map((tag) => [tag.key, tag.value]));
  const present = new Map(before.map((tag) => [tag.TagKey ?? "", tag.TagValue ?? ""]));
  return {
    removed: [...present.keys()].filter((key) => !wanted.has(key)),
    put: [...wanted]
      .filter(([key, value]) => present.get(key) !== value)
      .map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
  };
}

/**
 * Does to the present tags what the user did to those it began with. Tags that only somebody else has touched stay as
 * they are now.
 *
 * @return the rows, and the keys that both have changed, each to something else
 */
export function rebased(
  before: readonly Tag[],
  after: readonly { key: string; value: string }[],
  now: readonly Tag[],
): { rows: { key: string; value: string }[]; conflicts: string[] } {
  const { removed, put } = tagChanges(before, after);
  const wanted = new Map<string, string | undefined>([
    ...removed.map((key) => [key, undefined] as const),
    ...put.map(({ TagKey, TagValue }) => [TagKey, TagValue] as const),
  ]);
  const valueIn = (tags: readonly Tag[], key: string) => tags.find(({ TagKey }) => TagKey === key)?.TagValue;
  const kept = now.filter(({ TagKey = "" }) => !wanted.has(TagKey));
  return {
    rows: [
      ...kept.map(({ TagKey = "", TagValue = "" }) => ({ key: TagKey, value: TagValue })),
      ...put.map(({ TagKey, TagValue }) => ({ key: TagKey, value: TagValue })),
    ],
    conflicts: [...wanted]
      .filter(([key, value]) => valueIn(now, key) !== valueIn(before, key) && valueIn(now, key) !== value)
      .map(([key]) => key),
  };
}
