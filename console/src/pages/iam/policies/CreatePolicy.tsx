import { CreatePolicyCommand } from "@aws-sdk/client-iam";
import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useFlash } from "../../../app/flashes";
import { useTo } from "../../../app/region";
import { CommandModal } from "../../../widgets/CommandModal";
import { jsonProblem } from "../../../widgets/json";
import { PolicyEditor } from "../../../widgets/PolicyEditor";
import { newPolicy, policyLength } from "../shared/documents";
import { isName } from "../shared/names";
import { policyPage } from "../shared/policyList";
import { text } from "./text";

const NAME_LENGTH_MAX = 128;

export function CreatePolicy({ onClose }: { onClose: () => void }) {
  const flash = useFlash();
  const navigate = useNavigate();
  const to = useTo();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [document, setDocument] = useState(newPolicy);
  const [checked, setChecked] = useState(false);
  return (
    <CommandModal
      title={text.create}
      action={text.create}
      size="large"
      commands={[
        new CreatePolicyCommand({
          PolicyName: name,
          PolicyDocument: document,
          ...(description === "" ? {} : { Description: description }),
        }),
      ]}
      check={() => {
        setChecked(true);
        return isName(name, NAME_LENGTH_MAX) && jsonProblem(document) === null;
      }}
      onDone={([answer]) => {
        flash({ type: "success", content: text.created(name) });
        void navigate(to(policyPage(answer?.Policy?.Arn ?? "")));
      }}
      unsaved={name !== "" || description !== "" || document !== newPolicy}
      onDismiss={onClose}
    >
      <FormField
        label={text.policyName}
        constraintText={text.policyNameHint}
        errorText={checked && !isName(name, NAME_LENGTH_MAX) ? text.badName : undefined}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} autoFocus spellcheck={false} />
      </FormField>
      <FormField label={`${text.policyDescription} – ${text.optional}`} constraintText={text.descriptionHint}>
        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
      <PolicyEditor label={text.document} value={document} onChange={setDocument} rows={16} />
      <Box color="text-body-secondary">{text.characters(policyLength(document))}</Box>
    </CommandModal>
  );
}
