import { GetRoleCommand, type IAMClient, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useState } from "react";
import { useFlash } from "../../../app/flashes";
import { CommandModal } from "../../../widgets/CommandModal";
import { jsonProblem } from "../../../widgets/json";
import { PolicyEditor } from "../../../widgets/PolicyEditor";
import { documentText } from "../shared/documents";
import { text } from "./text";

/** The trust policy of a role, and its editor. */
export function Trust({ roleName, policy }: { roleName: string; policy: string }) {
  const flash = useFlash();
  const [draft, setDraft] = useState<{ loaded: string; text: string } | null>(null);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.trustHint}
          actions={<Button onClick={() => setDraft({ loaded: policy, text: policy })}>{text.editTrust}</Button>}
        >
          {text.trustedEntities}
        </Header>
      }
    >
      <PolicyEditor label={text.trustPolicy} value={policy} onChange={() => undefined} readOnly rows={14} />
      {draft !== null && (
        <CommandModal
          title={text.editTrust}
          action={text.updateTrust}
          size="large"
          commands={[new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument: draft.text })]}
          check={() => jsonProblem(draft.text) === null}
          onDone={() => {
            flash({ type: "success", content: text.trustSaved });
            setDraft(null);
          }}
          replaces={{ loaded: draft.loaded, read: (iam) => trustNow(iam, roleName) }}
          unsaved={draft.text !== draft.loaded}
          onDismiss={() => setDraft(null)}
        >
          <PolicyEditor
            label={text.editTrust}
            value={draft.text}
            onChange={(next) => setDraft({ ...draft, text: next })}
            rows={18}
          />
        </CommandModal>
      )}
    </Container>
  );
}

async function trustNow(iam: IAMClient, RoleName: string): Promise<string> {
  return documentText((await iam.send(new GetRoleCommand({ RoleName }))).Role?.AssumeRolePolicyDocument);
}
