import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useSession } from "../../../app/session";
import { isSymmetricEncryption, keyTypeOf } from "../../../kms/specs";
import {
  accountOf,
  formatPolicy,
  isAccount,
  list,
  type PolicyDocument,
  type PrincipalName,
  principalsOf,
  withStatement,
} from "../../../policy/document";
import {
  allowsDeletion,
  plusRole,
  type Role,
  roleOf,
  withDeletion,
  withPrincipals,
  withUsers,
} from "../../../policy/roles";
import { wizardPolicy } from "../../../policy/wizardPolicy";
import type { KeyMetadata } from "../../../queries/keys";
import { Ask } from "../../../widgets/Ask";
import { Accounts } from "./Accounts";
import { Principals } from "./Principals";
import { StatementCard } from "./StatementCard";
import { text } from "./text";
import { usePutPolicy } from "./usePutPolicy";

interface Props {
  keyMetadata: KeyMetadata;
  policy: string;
  document: PolicyDocument;
  mayChange: boolean;
  onEdit: () => void;
}

/** The order of the panels, whatever the order of the statements: as in the console of AWS, and the rest around them. */
const ORDER: readonly Role[] = ["delegation", "administrators", "users", "attachment", "other"];

/** What the wizard of keys would write for these users and administrators. */
function wizardStatement(key: KeyMetadata, role: "administrators" | "users") {
  const symmetric = keyTypeOf(key) === "Symmetric";
  const policy = wizardPolicy({
    accountId: key.AWSAccountId ?? "",
    usage: key.KeyUsage ?? "ENCRYPT_DECRYPT",
    origin: key.Origin ?? "AWS_KMS",
    multiRegion: key.MultiRegion === true,
    administrators: role === "administrators" ? ["*"] : [],
    mayDelete: true,
    users: role === "users" ? ["*"] : [],
    otherAccounts: [],
    symmetric: symmetric || isSymmetricEncryption(key),
  });
  return policy.Statement[1];
}

/** Any policy, statement by statement. Those of AWS's wizard are shown as it speaks of them, and change at once. */
export function DefaultView({ keyMetadata, policy, document, mayChange, onEdit }: Props) {
  const { accountId } = useSession();
  const account = keyMetadata.AWSAccountId ?? accountId;
  const save = usePutPolicy(keyMetadata.KeyId ?? "");
  const [toggled, setToggled] = useState<{ index: number; allowed: boolean } | null>(null);
  const roles = document.Statement.map((statement) => roleOf(statement, account));
  const put = (changed: PolicyDocument) => save.put(policy, formatPolicy(changed));
  const call = (changed: PolicyDocument) => save.call(formatPolicy(changed));
  const door = { busy: save.busy, refusal: save.refusal, clear: save.clear, put, call, mayChange };

  const plus = (role: "administrators" | "users") => (_: readonly PrincipalName[], added: readonly PrincipalName[]) => {
    const model = wizardStatement(keyMetadata, role);
    return plusRole(document, model?.Sid ?? "", list(model?.Action), added);
  };
  const deletion = toggled === null ? null : document.Statement[toggled.index];
  const deletionChanged =
    toggled === null || deletion === null || deletion === undefined
      ? null
      : withStatement(document, toggled.index, withDeletion(deletion, toggled.allowed));

  const panels = document.Statement.map((statement, index) => {
    const key = `${index} ${statement.Sid ?? ""}`;
    const principals = principalsOf(statement.Principal);
    const role = roles[index] ?? "other";
    switch (role) {
      case "administrators":
        return {
          role,
          panel: (
            <Principals
              key={key}
              {...door}
              title={text.administrators}
              description={text.administratorsHint}
              sid={statement.Sid}
              principals={principals}
              changed={(next) => withPrincipals(document, index, next)}
            >
              <Box variant="awsui-key-label">{text.keyDeletion}</Box>
              <Checkbox
                checked={allowsDeletion(statement)}
                disabled={!mayChange}
                onChange={({ detail }) => setToggled({ index, allowed: detail.checked })}
              >
                {text.allowDeletion}
              </Checkbox>
            </Principals>
          ),
        };
      case "users": {
        const isOther = ({ value }: PrincipalName) => isAccount(value) && accountOf(value) !== account;
        const own = principals.filter((each) => !isOther(each));
        const others = principals.filter(isOther);
        return {
          role,
          panel: (
            <SpaceBetween key={key} size="l">
              <Principals
                {...door}
                title={text.users}
                description={text.usersHint}
                sid={statement.Sid}
                principals={own}
                changed={(next) => withUsers(document, account, index, [...next, ...others])}
              />
              <Accounts
                {...door}
                principals={others}
                changed={(next) => withUsers(document, account, index, [...own, ...next])}
              />
            </SpaceBetween>
          ),
        };
      }
      default:
        return {
          role,
          panel: (
            <StatementCard
              key={key}
              statement={statement}
              index={index}
              role={role}
              account={account}
              onEdit={mayChange ? onEdit : undefined}
            />
          ),
        };
    }
  });
  if (mayChange && !roles.includes("administrators")) {
    panels.push({
      role: "administrators",
      panel: (
        <Principals
          key="administrators"
          {...door}
          title={text.administrators}
          description={text.administratorsHint}
          principals={[]}
          changed={plus("administrators")}
        />
      ),
    });
  }
  if (mayChange && !roles.includes("users")) {
    const addUsers = plus("users");
    panels.push({
      role: "users",
      panel: (
        <SpaceBetween key="users" size="l">
          <Principals {...door} title={text.users} description={text.usersHint} principals={[]} changed={addUsers} />
          <Accounts {...door} principals={[]} changed={(next) => addUsers(next, next)} />
        </SpaceBetween>
      ),
    });
  }

  return (
    <SpaceBetween size="l">
      {ORDER.flatMap((role) => panels.filter((each) => each.role === role).map(({ panel }) => panel))}
      {document.Statement.length === 0 && <Container header={<Header>{text.title}</Header>}>{text.empty}</Container>}
      {toggled !== null && deletionChanged !== null && (
        <Ask
          header={text.keyDeletion}
          action={text.save}
          busy={save.busy}
          refusal={save.refusal}
          call={call(deletionChanged)}
          onAct={() => void put(deletionChanged).then(() => setToggled(null))}
          onClose={() => setToggled(null)}
        >
          {text.allowDeletion}: {toggled.allowed ? "on" : "off"}
        </Ask>
      )}
    </SpaceBetween>
  );
}
