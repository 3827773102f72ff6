export const cryptography = {
  type: "Key type",
  origin: "Origin",
  spec: "Key spec",
  usage: "Key usage",
  encryption: "Encryption algorithms",
  signing: "Signing algorithms",
  mac: "MAC algorithms",
  agreement: "Key agreement algorithms",
  encapsulation: "Encapsulation algorithms",
  keyStore: "Custom key store ID",
  cluster: "AWS CloudHSM cluster ID",
  externalKey: "External key ID",
} as const;

export const tags = {
  empty: "The key has no tags.",
  create: "Create tag",
  edit: "Edit tags",
  add: "Add tag",
  remove: "Remove",
  removeNamed: (key: string) => `Remove tag ${key}`,
  key: "Tag key",
  value: "Tag value",
  save: "Save changes",
  cancel: "Cancel",
  saved: "The tags are saved.",
  hint: "Tags are in logs and may give access, so they must not be secret.",
  conflict: (keys: readonly string[], now: readonly { TagKey?: string; TagValue?: string }[]) =>
    `Nothing was saved. ${keys
      .map((key) => {
        const there = now.find(({ TagKey }) => TagKey === key);
        return there === undefined ? `The tag ${key} is gone.` : `The tag ${key} is now "${there.TagValue ?? ""}".`;
      })
      .join(" ")} Save again to replace that with yours.`,
  more: (count: number, most: number) => `You can add ${count} more of ${most} tags.`,
} as const;

export const publicKey = {
  copy: "Copy",
  copied: "Copied",
  notCopied: "Not copied",
  download: "Download",
  hint: "Keep the key spec, the key usage and the algorithms with it. What is done with it outside of Trent is not logged, and cannot be stopped.",
  spec: "Key spec",
  usage: "Key usage",
  algorithms: "Algorithms",
} as const;
