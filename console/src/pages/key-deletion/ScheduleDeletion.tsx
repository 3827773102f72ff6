import { DisableKeyCommand, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useMemo } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useClients } from "../../app/clients";
import { useFlash } from "../../app/flashes";
import { refusalText } from "../../app/refusals";
import { useTo } from "../../app/region";
import { aliasesOf, useAliases, useKeyDescriptions, useTheseKeysChanged } from "../../queries/keys";
import { applies } from "../../widgets/key-actions/actions";
import { BulkResult } from "../../widgets/key-actions/BulkResult";
import { useBulk } from "../../widgets/key-actions/useBulk";
import { Page } from "../../widgets/Page";
import { Dependants } from "./Dependants";
import { Schedule } from "./Schedule";
import { text } from "./text";

const above = [{ text: text.above, href: "/keys" }];

/** Schedules the deletion of the keys that the address names, after showing what may depend on them. */
export default function ScheduleDeletion() {
  const [search] = useSearchParams();
  const named = search.getAll("key").join("\n");
  const keys = useMemo(
    () => [...new Set(named.split("\n"))].filter((id) => id !== "").map((id) => ({ KeyId: id })),
    [named],
  );
  const { kms } = useClients();
  const navigate = useNavigate();
  const to = useTo();
  const flash = useFlash();
  const changed = useTheseKeysChanged();
  const aliases = useAliases();
  const bulk = useBulk();
  const { found, refused, done } = useKeyDescriptions(keys);
  // The keys that were deleted here stay on the page until it is left.
  const began = bulk.steps.length > 0;
  const deletable = [...found.values()]
    .filter((key) => applies("schedule-deletion", key))
    .map((key) => key.KeyId ?? "");
  const enabled = [...found.values()].filter((key) => applies("disable", key)).map((key) => key.KeyId ?? "");
  const nameOf = (id: string) => aliasesOf(aliases.data, id)[0]?.AliasName?.replace(/^alias\//, "") ?? id;

  async function run(ids: readonly string[], act: (id: string) => Promise<unknown>, said: (count: number) => string) {
    const steps = await bulk.run(ids, act);
    const succeeded = steps.filter(({ state }) => state === "done").map(({ keyId }) => keyId);
    await changed(succeeded);
    if (succeeded.length > 0) {
      flash({ type: "success", content: said(succeeded.length) });
    }
    if (succeeded.length === ids.length) {
      window.scrollTo(0, 0);
      void navigate(to("/keys"));
    }
  }

  if (keys.length === 0) {
    return (
      <Page title={text.title} above={above}>
        <Alert type="info" header={text.none}>
          {text.noneHint}
        </Alert>
      </Page>
    );
  }
  return (
    <Page title={text.title} above={above}>
      <Alert type="warning" header={text.warning}>
        {text.warningText}
      </Alert>
      {began ? (
        <Container>
          <SpaceBetween size="m">
            <BulkResult bulk={bulk} nameOf={nameOf} />
            {!bulk.running && <Button onClick={() => void navigate(to("/keys"))}>{text.back}</Button>}
          </SpaceBetween>
        </Container>
      ) : (
        <SpaceBetween size="l">
          <Container
            header={
              <Header variant="h2" counter={`(${keys.length})`} description={text.listHint}>
                {text.list}
              </Header>
            }
          >
            <SpaceBetween size="s">
              {!done && <Spinner />}
              {[...refused].map(([id, refusal]) => (
                <Alert key={id} type="error" header={`${id} ${text.unreadable}`}>
                  {refusalText(refusal)}
                </Alert>
              ))}
              {[...found.values()].map((key) => (
                <Dependants
                  key={key.KeyId}
                  metadata={key}
                  deletable={applies("schedule-deletion", key)}
                  open={keys.length === 1}
                />
              ))}
            </SpaceBetween>
          </Container>
          {enabled.length > 0 && (
            <Alert
              type="info"
              header={text.first}
              action={
                <Button
                  onClick={() =>
                    void run(enabled, (KeyId) => kms.send(new DisableKeyCommand({ KeyId })), text.disabled)
                  }
                >
                  {text.first}
                </Button>
              }
            >
              {text.firstText}
            </Alert>
          )}
          <Schedule
            keyIds={deletable}
            onCancel={() => void navigate(to("/keys"))}
            onSchedule={(days) =>
              void run(
                deletable,
                (KeyId) => kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: days })),
                (count) => text.scheduled(count, days),
              )
            }
          />
        </SpaceBetween>
      )}
    </Page>
  );
}
