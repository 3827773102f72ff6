import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Grid from "@cloudscape-design/components/grid";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useSession } from "../../../app/session";
import { callerOf } from "../../../policy/caller";
import { parsePolicy } from "../../../policy/document";
import { lint } from "../../../policy/lint";
import type { KeyMetadata } from "../../../queries/keys";
import { usePrincipals } from "../../../queries/principals";
import { PolicyEditor } from "../../../widgets/PolicyEditor";
import type { PolicyDraft } from "../tabs";
import { Findings } from "./Findings";
import { pretty } from "./pretty";
import { ReviewChanges } from "./ReviewChanges";
import { StatementBuilder } from "./StatementBuilder";
import { text } from "./text";

interface Props {
  keyMetadata: KeyMetadata;
  draft: PolicyDraft;
  setDraft: (draft: PolicyDraft | null) => void;
}

/** The editor of a key policy, with the statement builder beside it and the checks below. */
export function PolicyEditing({ keyMetadata, draft, setDraft }: Props) {
  const session = useSession();
  const principals = usePrincipals();
  const [reviewing, setReviewing] = useState(false);
  const readable = parsePolicy(draft.text) !== null;
  const changed = draft.text !== pretty(draft.loaded);
  const findings = lint(draft.text, {
    me: callerOf(session),
    account: keyMetadata.AWSAccountId ?? session.accountId,
    principals: principals.data === undefined ? null : new Set(principals.data.map((each) => each.arn)),
    before: draft.loaded,
  });
  const change = (next: string) => setDraft({ ...draft, text: next });

  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" onClick={() => setDraft(null)}>
                {changed ? text.discard : text.cancel}
              </Button>
              <Button
                variant="primary"
                disabled={!readable || !changed}
                disabledReason={readable ? text.unchanged : text.notJson}
                onClick={() => setReviewing(true)}
              >
                {text.save}
              </Button>
            </SpaceBetween>
          }
        >
          {text.title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Grid gridDefinition={[{ colspan: { default: 12, s: 7 } }, { colspan: { default: 12, s: 5 } }]}>
          <PolicyEditor label={text.policyLabel} value={draft.text} onChange={change} rows={34} />
          <StatementBuilder policy={draft.text} onChange={change} />
        </Grid>
        <Findings policy={draft.text} findings={findings} principalsKnown={!principals.isError} />
      </SpaceBetween>
      {reviewing && (
        <ReviewChanges
          keyMetadata={keyMetadata}
          draft={draft}
          findings={findings}
          setDraft={setDraft}
          onClose={() => setReviewing(false)}
        />
      )}
    </Container>
  );
}
