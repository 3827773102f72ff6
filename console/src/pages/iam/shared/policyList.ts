import { paginateListPolicies } from "@aws-sdk/client-iam";
import { collect, useIam } from "../../../queries/iam";
import { text } from "./text";

/** All managed policies: those of the account and those of AWS. */
export function useManagedPolicies() {
  return useIam(["policies"], (client) =>
    collect(paginateListPolicies({ client, pageSize: 1000 }, { Scope: "All" }), (page) => page.Policies),
  );
}

export function policyType(arn: string | undefined): string {
  return arn === undefined ? text.inline : /^arn:[^:]*:iam::aws:/.test(arn) ? text.aws : text.managed;
}

/** The address of the page of a managed policy. */
export function policyPage(arn: string): string {
  return `/iam/policies/${encodeURIComponent(arn)}`;
}
