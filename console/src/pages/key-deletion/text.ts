const keys = (number: number) => (number === 1 ? "this key" : `these ${number} keys`);

export const text = {
  title: "Schedule key deletion",
  above: "Customer managed keys",
  warning: "Deleting a key cannot be undone",
  warningText:
    "When the waiting period is over, everything that was encrypted under the key is lost for ever, also all copies and backups of it. Until then you can cancel the deletion.",
  none: "No key was chosen",
  noneHint: "Choose keys in the list, then Key actions, Schedule key deletion.",
  list: "Keys to delete",
  listHint: "What Trent knows of their use. No sign of use is no proof: an old backup is used when it is restored.",
  lastUse: "Last use",
  never: "No use known",
  since: "Uses are known since",
  aliases: "Aliases",
  aliasesGo: "They are deleted with the key.",
  noAliases: "None",
  grants: "Grants",
  grantsOf: (number: number) => (number === 0 ? "None" : number === 1 ? "1 grant" : `${number} grants`),
  state: "Status",
  replicas: "Replicas",
  replicasOf: (regions: string) => `${regions}: the primary key is deleted only after them.`,
  callers: "Callers in the audit log, last 90 days",
  callersMore: (events: number) =>
    `These are from the newest ${events} events. The Activity tab of the key has all of them.`,
  noCallers: "No caller used the key.",
  noneOfNewest: (events: number) =>
    `No caller used the key in the newest ${events} events. The Activity tab of the key has all of them.`,
  calls: (number: number) => (number === 1 ? "1 call" : `${number} calls`),
  recent: "It was used in the last 90 days",
  recentText: (enabled: boolean) =>
    enabled
      ? "Something may still need this key. Disable it first, and look whether anything fails."
      : "Something may still need this key. Look in the audit log whether calls fail since it is disabled.",
  cannot: "This key cannot be deleted in its state.",
  first: "Disable first",
  firstText:
    "A disabled key behaves like a deleted one, but you can enable it again at any time. Disable the keys for some days. The audit log shows each call that fails with DisabledException.",
  waiting: "Waiting period (in days)",
  waitingHint: "From 7 to 30 days",
  waitingWrong: "Enter a number of days from 7 to 30.",
  confirm: (number: number, days: string) =>
    `Confirm you want to schedule ${keys(number)} for deletion in ${days} days`,
  mustConfirm: "Confirm that you want to schedule the deletion.",
  cancel: "Cancel",
  schedule: "Schedule deletion",
  scheduled: (number: number, days: number) =>
    number === 1 ? `The key will be deleted in ${days} days.` : `${number} keys will be deleted in ${days} days.`,
  disabled: (number: number) => (number === 1 ? "The key is disabled." : `${number} keys are disabled.`),
  back: "Back to the list",
  unreadable: "could not be read",
} as const;
