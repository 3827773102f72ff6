export const text = {
  title: "Health",
  description: "The state of this server, asked anew every 30 seconds.",
  refresh: "Refresh",
  all: { ok: "Everything is well.", warn: "Something needs attention.", bad: "Something does not work." },
  asked: "Asked at",
} as const;

/** The parts of the server, in the order in which they are shown, with what each one means. */
export const parts: Record<string, { name: string; hint: string }> = {
  seal: { name: "Seal", hint: "Whether the root key is open, without which no key can be used." },
  storage: { name: "Storage", hint: "The database with keys, policies and users." },
  journal: { name: "Audit log", hint: "Whether each call is recorded before it is answered." },
  chores: { name: "Chores", hint: "Rotations, deletions and expiries that come due." },
  trails: { name: "Trails", hint: "Whether records are delivered as log files of CloudTrail." },
  backup: { name: "Backup", hint: "The age of the last backup." },
  tls: { name: "TLS", hint: "How connections are protected, and until when the certificate is valid." },
  clock: { name: "Clock", hint: "The server's time, by which signatures and sessions expire." },
  version: { name: "Version", hint: "The program that runs." },
};
