import { CreateAliasCommand, CreateKeyCommand } from "@aws-sdk/client-kms";
import Wizard from "@cloudscape-design/components/wizard";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useClients } from "../../app/clients";
import { useFlash } from "../../app/flashes";
import { useUnsaved } from "../../app/leaving";
import { useTo } from "../../app/region";
import { useSession } from "../../app/session";
import { useAliases, useTheseKeysChanged } from "../../queries/keys";
import { Page } from "../../widgets/Page";
import { PageLink } from "../../widgets/PageLink";
import { Refusal } from "../../widgets/Refusal";
import { AddLabels } from "./AddLabels";
import { Administrators } from "./Administrators";
import { AliasRetry } from "./AliasRetry";
import { ConfigureKey } from "./ConfigureKey";
import { createKeyInput, emptyDraft, isRight, problemsOf, type Step, steps } from "./draft";
import { Review } from "./Review";
import { text } from "./text";
import { Users } from "./Users";

const above = [{ text: "Customer managed keys", href: "/keys" }];

/** The wizard that creates a key in five steps. */
export default function CreateKey() {
  const { kms, region } = useClients();
  const { accountId } = useSession();
  const navigate = useNavigate();
  const to = useTo();
  const flash = useFlash();
  const changed = useTheseKeysChanged();
  const aliases = useAliases();
  const [draft, setDraft] = useState(emptyDraft);
  const [at, setAt] = useState(0);
  const [tried, setTried] = useState<ReadonlySet<Step>>(new Set());
  const [unnamed, setUnnamed] = useState<{ keyId: string; refusal: unknown } | null>(null);
  const mayLeave = useUnsaved(draft !== emptyDraft);
  const taken = useMemo(() => new Set(aliases.data?.map(({ AliasName = "" }) => AliasName)), [aliases.data]);
  const problemsIn = (step: Step) => problemsOf(draft, step, taken, accountId);
  const shownProblems = (step: Step) =>
    tried.has(step) ? problemsIn(step) : { tagKeys: [], tagValues: [], accounts: [] };

  // A second click may come while the next page is loading.
  const begun = useRef<boolean>(false);
  const create = useMutation({
    onError: () => {
      begun.current = false;
    },
    mutationFn: async () => {
      const { KeyMetadata } = await kms.send(new CreateKeyCommand(createKeyInput(draft, accountId)));
      const keyId = KeyMetadata?.KeyId ?? "";
      try {
        await kms.send(new CreateAliasCommand({ AliasName: `alias/${draft.alias}`, TargetKeyId: keyId }));
      } catch (refusal) {
        setUnnamed({ keyId, refusal });
        return;
      }
      finished(keyId, draft.alias);
    },
  });

  function finished(keyId: string, alias: string | null) {
    void changed([keyId]);
    mayLeave();
    flash({
      type: "success",
      content: alias === null ? text.created : text.createdAs(alias),
      action: (
        <PageLink href={`/keys/${keyId}`} region={region} color="inverted">
          {text.viewKey}
        </PageLink>
      ),
    });
    window.scrollTo(0, 0);
    void navigate(to(draft.origin === "EXTERNAL" ? `/keys/${keyId}/import` : "/keys"));
  }

  /** Goes to a step if all steps before it are right; else to the first that is not. */
  function go(requested: number) {
    const before = steps.slice(0, requested);
    const wrong = before.findIndex((step) => !isRight(problemsIn(step)));
    setTried(new Set([...tried, ...before]));
    setAt(requested < at || wrong < 0 ? requested : wrong);
    create.reset();
  }

  if (unnamed !== null) {
    return (
      <Page title={text.title} above={above}>
        <AliasRetry {...unnamed} alias={draft.alias} onDone={(alias) => finished(unnamed.keyId, alias)} />
      </Page>
    );
  }
  const propsOf = (step: Step) => ({ draft, setDraft, problems: shownProblems(step) });
  const contents: Record<Step, ReactNode> = {
    configure: <ConfigureKey {...propsOf("configure")} />,
    labels: <AddLabels {...propsOf("labels")} />,
    administrators: <Administrators {...propsOf("administrators")} />,
    users: <Users {...propsOf("users")} />,
    review: <Review draft={draft} setDraft={setDraft} accountId={accountId} onEdit={setAt} />,
  };
  return (
    <Page title={text.title} above={above}>
      <Wizard
        steps={steps.map((step) => ({
          title: text.steps[step],
          content: contents[step],
          isOptional: step === "administrators" || step === "users",
        }))}
        i18nStrings={{
          stepNumberLabel: text.stepNumber,
          collapsedStepsLabel: text.stepOf,
          skipToButtonLabel: (step) => text.skipTo(step.title),
          navigationAriaLabel: text.navigation,
          cancelButton: text.cancel,
          previousButton: text.previous,
          nextButton: text.next,
          optional: text.optional,
        }}
        submitButtonText={text.finish}
        allowSkipTo
        activeStepIndex={at}
        onNavigate={({ detail }) => go(detail.requestedStepIndex)}
        isLoadingNextStep={create.isPending}
        onCancel={() => void navigate(to("/keys"))}
        onSubmit={() => {
          if (!begun.current) {
            begun.current = true;
            create.mutate();
          }
        }}
      />
      <Refusal of={create.error} header={text.refused} />
    </Page>
  );
}
