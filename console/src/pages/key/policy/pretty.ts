import { formatPolicy, parsePolicy } from "../../../policy/document";

/** The policy with indented lines; as it is if it cannot be read. */
export function pretty(policy: string): string {
  const document = parsePolicy(policy);
  return document === null ? policy : formatPolicy(document);
}
