import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import Tabs from "@cloudscape-design/components/tabs";
import { Suspense, useState } from "react";
import { Navigate, useParams, useSearchParams } from "react-router";
import { useClients } from "../../app/clients";
import { useUnsaved } from "../../app/leaving";
import { isAbsence } from "../../app/refusals";
import { useTo } from "../../app/region";
import { useSession } from "../../app/session";
import { useRotationStatus } from "../../queries/keyDetails";
import { aliasesOf, type KeyMetadata, useAliases, useKey } from "../../queries/keys";
import { KeyActions } from "../../widgets/KeyActions";
import { applies } from "../../widgets/key-actions/actions";
import { Page } from "../../widgets/Page";
import { PageLink } from "../../widgets/PageLink";
import { Refusal } from "../../widgets/Refusal";
import { EditDescription } from "./EditDescription";
import { GeneralConfiguration } from "./GeneralConfiguration";
import { pretty } from "./policy/pretty";
import { StateBanner } from "./StateBanner";
import { type PolicyDraft, tabs } from "./tabs";
import { text } from "./text";
import { UseKey } from "./UseKey";

const LOST_WITH = ["region"];

/** The page of one key, by its id, its ARN or an alias. */
export default function KeyPage() {
  const { "*": name = "" } = useParams();
  const { region } = useClients();
  const to = useTo();
  const named = /^arn:[^:]*:kms:([^:]*):/.exec(name)?.[1];
  if (named !== undefined && named !== region) {
    return <Navigate replace to={to(`/keys/${name}`, named)} />;
  }
  return <Named key={`${region} ${name}`} name={name} />;
}

function Named({ name }: { name: string }) {
  const { accountId } = useSession();
  const { region } = useClients();
  const [search] = useSearchParams();
  const { data, error } = useKey(name);
  const above = [{ text: text.above, href: "/keys" }];
  if (data === undefined) {
    return (
      <Page title={name} above={above}>
        {error === null && <Spinner size="large" />}
        {isAbsence(error) ? (
          <Alert type="warning" header={text.absent(name, region)}>
            {text.absentHint} <PageLink href="/keys">{text.toList}</PageLink>
          </Alert>
        ) : (
          <Refusal of={error} />
        )}
      </Page>
    );
  }
  // One address for each key. A key of another account is known by its ARN only.
  if (name !== data.KeyId && data.AWSAccountId === accountId) {
    return <Navigate replace to={`/keys/${data.KeyId}?${search.toString()}`} />;
  }
  return <Known keyMetadata={data} />;
}

function Known({ keyMetadata }: { keyMetadata: KeyMetadata }) {
  const { accountId } = useSession();
  const [search, setSearch] = useSearchParams();
  const [editing, setEditing] = useState(false);
  const [draft, setDraft] = useState<PolicyDraft | null>(null);
  // The draft of the policy is kept while other tabs are looked at.
  useUnsaved(draft !== null && draft.text !== pretty(draft.loaded), LOST_WITH);
  const mayChange = keyMetadata.KeyManager !== "AWS" && keyMetadata.AWSAccountId === accountId;
  const managed = keyMetadata.KeyManager === "AWS";
  const deleted = ["PendingDeletion", "PendingReplicaDeletion"].includes(keyMetadata.KeyState ?? "");
  const id = keyMetadata.KeyId ?? "";
  // Other kinds of keys have no rotation to ask for.
  const rotation = useRotationStatus(id, mayChange && applies("rotation-on", keyMetadata));
  const names = aliasesOf(useAliases().data, id).map(({ AliasName = "" }) => AliasName.replace(/^alias\//, ""));
  const shown = tabs.filter((tab) => tab.has(keyMetadata));
  return (
    <Page
      title={id}
      description={names.length === 0 ? undefined : <AliasLine keyId={id} names={names} />}
      above={[managed ? { text: text.aboveManaged, href: "/aws-managed-keys" } : { text: text.above, href: "/keys" }]}
      actions={
        mayChange && (
          <SpaceBetween direction="horizontal" size="xs">
            <UseKey keyMetadata={keyMetadata} />
            <KeyActions keys={[keyMetadata]} rotates={rotation.data?.KeyRotationEnabled} onDone={() => undefined} />
            <Button
              disabled={deleted}
              disabledReason={deleted ? text.notWhileDeleted : undefined}
              onClick={() => setEditing(true)}
            >
              {text.editDescription}
            </Button>
          </SpaceBetween>
        )
      }
    >
      <StateBanner keyMetadata={keyMetadata} mayChange={mayChange} />
      <GeneralConfiguration keyMetadata={keyMetadata} />
      <Tabs
        ariaLabel={text.tabsLabel}
        activeTabId={search.get("tab") ?? "policy"}
        onChange={({ detail }) =>
          setSearch(
            (before) => {
              before.set("tab", detail.activeTabId);
              return before;
            },
            { replace: true },
          )
        }
        tabs={shown.map(({ id: tabId, label, Tab }) => ({
          id: tabId,
          label,
          content: (
            <Suspense fallback={<Spinner />}>
              <Tab keyMetadata={keyMetadata} mayChange={mayChange} draft={draft} setDraft={setDraft} />
            </Suspense>
          ),
        }))}
      />
      {editing && <EditDescription keyMetadata={keyMetadata} onClose={() => setEditing(false)} />}
    </Page>
  );
}

function AliasLine({ keyId, names }: { keyId: string; names: readonly string[] }) {
  return (
    <>
      {text.alias}: {names[0]}{" "}
      {names.length > 1 && (
        <PageLink href={`/keys/${keyId}?tab=aliases`}>{text.moreAliases(names.length - 1)}</PageLink>
      )}
    </>
  );
}
