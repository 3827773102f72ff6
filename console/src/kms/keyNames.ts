const KEY_ID = /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const ARN = /^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:(?:key|alias)\/.+$/;
// AWS KMS API Reference, CreateAlias.
const ALIAS = /^alias\/[a-zA-Z0-9/_-]{1,250}$/;

/** The name of a key in the form of the API, for what somebody typed; null if it can be none. */
export function keyNameOf(typed: string): string | null {
  const name = typed.trim();
  if (KEY_ID.test(name) || ARN.test(name) || ALIAS.test(name)) {
    return name;
  }
  return ALIAS.test(`alias/${name}`) ? `alias/${name}` : null;
}

/** The short name of a key of this account: the id in its ARN. A key of another account keeps its ARN. */
export function shortKeyName(name: string, accountId: string): string {
  const parts = /^arn:[^:]*:kms:[^:]*:([0-9]{12}):key\/(.+)$/.exec(name);
  return parts?.[1] === accountId ? (parts[2] ?? name) : name;
}
