export const words = {
  done: "Done",
  download: "Download .csv file",
  lost: (secret: string) => ({
    title: `Close without the ${secret}?`,
    question: `The ${secret} cannot be seen again after this. Close only if you have stored it.`,
    action: "Close",
  }),
  show: "Show",
  hide: "Hide",
  copy: "Copy",
  copied: "Copied",
  notCopied: "Not copied",
  hiddenSoon: "It is hidden again after a minute.",
} as const;
