import Badge from "@cloudscape-design/components/badge";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs, { type KeyValuePairsProps } from "@cloudscape-design/components/key-value-pairs";
import { list, type PrincipalMember, principalsOf, type Statement, statementName } from "../../../policy/document";
import type { Role } from "../../../policy/roles";
import { text } from "./text";

interface Props {
  statement: Statement;
  index: number;
  role: Role;
  account: string;
  onEdit: (() => void) | undefined;
}

/** A statement in words. */
export function StatementCard({ statement, index, role, account, onEdit }: Props) {
  const { title, description } = headingOf(role, account);
  const items: KeyValuePairsProps.Item[] = [
    {
      label: text.effect,
      value: <Badge color={statement.Effect === "Deny" ? "red" : "green"}>{statement.Effect ?? "–"}</Badge>,
    },
    statement.NotPrincipal === undefined
      ? { label: text.principals, value: <Principals of={statement.Principal} /> }
      : { label: text.notPrincipals, value: <Principals of={statement.NotPrincipal} /> },
    statement.NotAction === undefined
      ? { label: text.actions, value: <Lines of={list(statement.Action)} /> }
      : { label: text.notActions, value: <Lines of={list(statement.NotAction)} /> },
  ];
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${key} ${operator} ${list(values).map(String).join(" or ")}`),
  );
  if (conditions.length > 0) {
    items.push({ label: text.conditions, value: <Lines of={conditions} /> });
  }
  return (
    <Container
      header={
        <Header
          variant="h3"
          description={description ?? (title === text.other ? undefined : statement.Sid)}
          actions={
            onEdit !== undefined && (
              <Button ariaLabel={`${text.edit} ${statementName(statement, index)}`} onClick={onEdit}>
                {text.edit}
              </Button>
            )
          }
        >
          {title === text.other ? statementName(statement, index) : title}
        </Header>
      }
    >
      <KeyValuePairs columns={items.length > 3 ? 4 : 3} items={items} />
    </Container>
  );
}

function headingOf(role: Role, account: string): { title: string; description?: string } {
  switch (role) {
    case "delegation":
      return { title: text.delegation, description: text.delegationHint(account) };
    case "attachment":
      return { title: text.attachment, description: text.attachmentHint };
    default:
      return { title: text.other };
  }
}

function Principals({ of }: { of: PrincipalMember | undefined }) {
  return <Lines of={principalsOf(of).map(({ kind, value }) => (kind === "AWS" ? value : `${kind}: ${value}`))} />;
}

function Lines({ of }: { of: readonly string[] }) {
  return of.length === 0 ? "–" : of.map((line) => <div key={line}>{line}</div>);
}
