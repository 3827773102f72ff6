export const text = {
  title: "Go to",
  field: "Key or page",
  placeholder: "Alias, key ID, ARN or page",
  keys: "Keys",
  pages: "Pages",
  actions: "Actions",
  create: "Create key",
  goToKey: (name: string) => `Go to key ${name}`,
  goTo: (name: string) => `Go to ${name}`,
  search: (words: string) => `Search the keys for “${words}”`,
  hint: "Ctrl-K or Cmd-K opens this on every page.",
  close: "Close",
} as const;
