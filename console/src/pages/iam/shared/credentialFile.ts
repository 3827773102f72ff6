/** Returns the file of a credential: a line of names, and a line of values. */
export function credentialFile(fields: readonly { label: string; value: string }[]): string {
  return [fields.map(({ label }) => cell(label)), fields.map(({ value }) => cell(value))]
    .map((cells) => `${cells.join(",")}\r\n`)
    .join("");
}

// Programs read this file. So a secret that begins with + or = gets no apostrophe, unlike the texts of the audit log,
// which strangers choose.
function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
