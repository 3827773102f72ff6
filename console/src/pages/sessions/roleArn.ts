/** Returns the ARN of a role for an ARN, or for the name of a role of the account; null for neither. */
export function roleArn(typed: string, accountId: string, partition: string): string | null {
  const text = typed.trim();
  if (/^arn:[a-z0-9-]+:iam::\d{12}:role\/\S+$/.test(text)) {
    return text;
  }
  const other = /^(\d{12})[/:](?:role\/)?([\w+=,.@/-]+)$/.exec(text);
  if (other !== null) {
    return `arn:${partition}:iam::${other[1]}:role/${other[2]}`;
  }
  return /^[\w+=,.@-]+$/.test(text) ? `arn:${partition}:iam::${accountId}:role/${text}` : null;
}
