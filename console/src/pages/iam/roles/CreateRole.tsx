import { CreateRoleCommand } from "@aws-sdk/client-iam";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useFlash } from "../../../app/flashes";
import { useTo } from "../../../app/region";
import { useSession } from "../../../app/session";
import { CommandModal } from "../../../widgets/CommandModal";
import { jsonProblem } from "../../../widgets/json";
import { PolicyEditor } from "../../../widgets/PolicyEditor";
import { trustOf } from "../shared/documents";
import { isName } from "../shared/names";
import { text } from "./text";

const NAME_LENGTH_MAX = 64;

export function CreateRole({ onClose }: { onClose: () => void }) {
  const { accountId, arn } = useSession();
  const partition = arn.split(":")[1] ?? "aws";
  const flash = useFlash();
  const navigate = useNavigate();
  const to = useTo();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [principal, setPrincipal] = useState(accountId);
  const [trust, setTrust] = useState(() => trustOf(accountId, partition));
  const [checked, setChecked] = useState(false);
  return (
    <CommandModal
      title={text.create}
      action={text.create}
      size="large"
      commands={[
        new CreateRoleCommand({
          RoleName: name,
          AssumeRolePolicyDocument: trust,
          ...(description === "" ? {} : { Description: description }),
        }),
      ]}
      check={() => {
        setChecked(true);
        return isName(name, NAME_LENGTH_MAX) && jsonProblem(trust) === null;
      }}
      onDone={() => {
        flash({ type: "success", content: text.created(name) });
        void navigate(to(`/iam/roles/${encodeURIComponent(name)}`));
      }}
      unsaved={name !== "" || description !== "" || trust !== trustOf(accountId, partition)}
      onDismiss={onClose}
    >
      <FormField
        label={text.roleName}
        constraintText={text.roleNameHint}
        errorText={checked && !isName(name, NAME_LENGTH_MAX) ? text.badName : undefined}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} autoFocus spellcheck={false} />
      </FormField>
      <FormField label={`${text.roleDescription} – ${text.optional}`}>
        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
      <FormField label={text.trusted} description={text.trustedHint}>
        <Input
          value={principal}
          spellcheck={false}
          onChange={({ detail }) => {
            setPrincipal(detail.value);
            setTrust(trustOf(detail.value.trim(), partition));
          }}
        />
      </FormField>
      <PolicyEditor label={text.trustPolicy} value={trust} onChange={setTrust} rows={12} />
    </CommandModal>
  );
}
