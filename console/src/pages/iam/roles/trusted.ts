/** Returns the principals that a trust policy names, for a list; empty if it cannot be read. */
export function trustedPrincipals(policy: string): string[] {
  try {
    const { Statement } = JSON.parse(policy) as { Statement?: unknown };
    const statements = Array.isArray(Statement) ? Statement : [Statement];
    return [...new Set(statements.flatMap((statement) => principals(statement as Allowing | undefined)))];
  } catch {
    return [];
  }
}

interface Allowing {
  Effect?: string;
  Principal?: string | Record<string, string | string[]>;
}

function principals(statement: Allowing | undefined): string[] {
  const principal = statement?.Effect === "Allow" ? statement.Principal : undefined;
  if (principal === undefined || typeof principal === "string") {
    return principal === undefined ? [] : [principal];
  }
  return Object.values(principal).flat();
}
