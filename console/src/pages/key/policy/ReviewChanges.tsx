import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { useSession } from "../../../app/session";
import { callerOf } from "../../../policy/caller";
import type { Finding } from "../../../policy/lint";
import type { KeyMetadata } from "../../../queries/keys";
import { useSimulation } from "../../../queries/simulation";
import { Ask } from "../../../widgets/Ask";
import type { PolicyDraft } from "../tabs";
import { Conflict } from "./Conflict";
import { Diff } from "./Diff";
import { FindingList } from "./Findings";
import { pretty } from "./pretty";
import { text } from "./text";
import { usePutPolicy } from "./usePutPolicy";

interface Props {
  keyMetadata: KeyMetadata;
  draft: PolicyDraft;
  findings: readonly Finding[];
  setDraft: (draft: PolicyDraft | null) => void;
  onClose: () => void;
}

/** What a save would change, whether its author could change it again, and the save. */
export function ReviewChanges({ keyMetadata, draft, findings, setDraft, onClose }: Props) {
  const save = usePutPolicy(keyMetadata.KeyId ?? "");
  const [bypass, setBypass] = useState(false);

  async function put() {
    if (await save.put(draft.loaded, draft.text, bypass)) {
      setDraft(null);
      onClose();
    }
  }

  return (
    <Ask
      header={text.reviewTitle}
      action={text.save}
      size="large"
      busy={save.busy}
      disabled={save.conflict !== null}
      refusal={save.conflict === null ? save.refusal : null}
      call={save.call(draft.text, bypass)}
      onAct={() => void put()}
      onClose={onClose}
    >
      {save.conflict !== null && (
        <Conflict
          {...save.conflict}
          onRebase={() => {
            setDraft({ ...draft, loaded: save.conflict?.theirs ?? draft.loaded });
            save.clear();
          }}
          onDiscard={() => {
            setDraft(null);
            onClose();
          }}
        />
      )}
      <Box>
        <Box variant="h3">{text.difference}</Box>
        <Diff before={pretty(draft.loaded)} after={draft.text} />
      </Box>
      <SpaceBetween size="xxs">
        <Box variant="h3">{text.findings}</Box>
        {findings.length > 0 && <FindingList findings={findings} />}
        <Lockout keyMetadata={keyMetadata} policy={draft.text} />
      </SpaceBetween>
      <Checkbox checked={bypass} description={text.bypassHint} onChange={({ detail }) => setBypass(detail.checked)}>
        {text.bypass}
      </Checkbox>
    </Ask>
  );
}

/** Asks the code that decides whether the caller could put another policy under the new one. */
function Lockout({ keyMetadata, policy }: { keyMetadata: KeyMetadata; policy: string }) {
  const me = callerOf(useSession());
  const simulation = useSimulation({
    principal: me,
    actions: ["kms:PutKeyPolicy"],
    key: keyMetadata.Arn ?? "",
    policy,
  });
  if (/:root$/.test(me) || simulation.isError) {
    return <StatusIndicator type="info">{text.lockoutUnknown}</StatusIndicator>;
  }
  if (simulation.data === undefined) {
    return <StatusIndicator type="loading">{text.lockoutChecking}</StatusIndicator>;
  }
  return simulation.data[0]?.EvalDecision === "allowed" ? (
    <StatusIndicator type="success">{text.lockoutFine}</StatusIndicator>
  ) : (
    <StatusIndicator type="error">{text.lockoutBad}</StatusIndicator>
  );
}
