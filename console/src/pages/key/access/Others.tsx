import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { accessGroups } from "../../../policy/access";
import { accountOf, isAccount, type PrincipalName, parsePolicy, principalsOf } from "../../../policy/document";
import { namesAction } from "../../../policy/matching";
import type { KeyMetadata } from "../../../queries/keys";
import { text } from "./text";

/** Principals outside of the account that the key policy allows something: it is read here, as no policy of theirs is known. */
export function Others({ keyMetadata, policy }: { keyMetadata: KeyMetadata; policy: string }) {
  const statements = parsePolicy(policy)?.Statement.filter((each) => each.Effect === "Allow") ?? [];
  const account = keyMetadata.AWSAccountId;
  const isRoot = ({ kind, value }: PrincipalName) => kind === "AWS" && isAccount(value) && accountOf(value) === account;
  const names = new Set(
    statements
      .flatMap((each) => principalsOf(each.Principal))
      .filter(({ kind, value }) => kind !== "AWS" || value === "*" || isForeign(value, account))
      .map(({ value }) => value),
  );
  const items = [null, ...names].map((name) => {
    const own = statements.filter((each) =>
      principalsOf(each.Principal).some((principal) => (name === null ? isRoot(principal) : principal.value === name)),
    );
    const groups = accessGroups(keyMetadata).filter((group) =>
      group.actions.some((action) => own.some((each) => namesAction(each, action))),
    );
    return {
      value: name ?? text.root(account ?? ""),
      groups: groups.map((group) => text.groups[group.id]).join(", "),
      conditional: own.length > 0 && own.every((each) => Object.keys(each.Condition ?? {}).length > 0),
    };
  });
  return (
    <Table
      items={items}
      trackBy="value"
      enableKeyboardNavigation
      wrapLines
      ariaLabels={{ tableLabel: text.others }}
      header={
        <Header variant="h3" counter={`(${items.length})`} description={text.othersHint}>
          {text.others}
        </Header>
      }
      columnDefinitions={[
        {
          id: "name",
          header: text.name,
          isRowHeader: true,
          cell: ({ value }) => (value === "*" ? text.everyone : value),
        },
        {
          id: "groups",
          header: text.allowedActions,
          cell: ({ groups, conditional }) =>
            `${groups || "–"}${conditional ? ` (${text.conditional.toLowerCase()})` : ""}`,
        },
      ]}
    />
  );
}

function isForeign(principal: string, account: string | undefined): boolean {
  const of = accountOf(principal);
  return of !== null && of !== account;
}
