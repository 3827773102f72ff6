import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  type Policy,
} from "@aws-sdk/client-iam";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import { useState } from "react";
import { useFlash } from "../../../app/flashes";
import { useIam } from "../../../queries/iam";
import { CommandModal } from "../../../widgets/CommandModal";
import { jsonProblem } from "../../../widgets/json";
import { PolicyEditor } from "../../../widgets/PolicyEditor";
import { Refusal } from "../../../widgets/Refusal";
import { documentText, policyLength } from "../shared/documents";
import { text } from "./text";
import { versionsOf } from "./uses";

const VERSIONS_MAX = 5;

export function useDocument(arn: string, version: string | undefined) {
  return useIam(
    ["policy", arn, "version", version],
    async (iam: IAMClient) => {
      const answer = await iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: version }));
      return documentText(answer.PolicyVersion?.Document);
    },
    version !== undefined,
  );
}

/** The default version of a policy, and its editor. */
export function Document({ policy, readOnly }: { policy: Policy; readOnly: boolean }) {
  const { Arn = "", DefaultVersionId } = policy;
  const document = useDocument(Arn, DefaultVersionId);
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={readOnly ? text.readOnly : undefined}
          actions={
            !readOnly && (
              <Button disabled={document.data === undefined} onClick={() => setDraft(document.data ?? "")}>
                {text.edit}
              </Button>
            )
          }
        >
          {text.permissions}
        </Header>
      }
    >
      <Refusal of={document.error} />
      <PolicyEditor label={text.document} value={document.data ?? ""} onChange={() => undefined} readOnly rows={20} />
      {draft !== null && <Edit policy={policy} draft={draft} unsaved={draft !== document.data} setDraft={setDraft} />}
    </Container>
  );
}

interface EditProps {
  policy: Policy;
  draft: string;
  unsaved: boolean;
  setDraft: (draft: string | null) => void;
}

function Edit({ policy, draft, unsaved, setDraft }: EditProps) {
  const { Arn: PolicyArn = "", PolicyName = "" } = policy;
  const flash = useFlash();
  const versions = useIam(["policy", PolicyArn, "versions"], (iam) => versionsOf(iam, PolicyArn));
  // IAM lists the newest version first.
  const oldest =
    (versions.data?.length ?? 0) >= VERSIONS_MAX
      ? versions.data?.filter(({ IsDefaultVersion }) => IsDefaultVersion !== true).at(-1)?.VersionId
      : undefined;
  const create = new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: draft, SetAsDefault: true });
  return (
    <CommandModal
      title={text.editTitle(PolicyName)}
      action={text.save}
      size="large"
      commands={
        oldest === undefined ? [create] : [new DeletePolicyVersionCommand({ PolicyArn, VersionId: oldest }), create]
      }
      ready={versions.data !== undefined}
      check={() => jsonProblem(draft) === null}
      onDone={(answers) => {
        const last = answers.at(-1);
        const made = last !== undefined && "PolicyVersion" in last ? last.PolicyVersion?.VersionId : undefined;
        flash({ type: "success", content: text.saved(made ?? "") });
        setDraft(null);
      }}
      unsaved={unsaved}
      onDismiss={() => setDraft(null)}
    >
      <Box>{text.saveHint}</Box>
      {oldest !== undefined && <Alert type="info">{text.oldest(oldest)}</Alert>}
      <PolicyEditor label={text.document} value={draft} onChange={setDraft} rows={18} />
      <Box color="text-body-secondary">{text.characters(policyLength(draft))}</Box>
    </CommandModal>
  );
}
