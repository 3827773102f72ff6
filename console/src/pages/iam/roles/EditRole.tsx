import { type Role, UpdateRoleCommand } from "@aws-sdk/client-iam";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { useFlash } from "../../../app/flashes";
import { CommandModal } from "../../../widgets/CommandModal";
import { text } from "./text";

/** Changes the description of a role, and how long its sessions may be. */
export function EditRole({ role, onClose }: { role: Role; onClose: () => void }) {
  const flash = useFlash();
  const [description, setDescription] = useState(role.Description ?? "");
  const [seconds, setSeconds] = useState(String(role.MaxSessionDuration ?? 3600));
  const well = /^\d+$/.test(seconds) && Number(seconds) >= 3600 && Number(seconds) <= 43_200;
  return (
    <CommandModal
      title={text.editTitle}
      action={text.save}
      commands={[
        new UpdateRoleCommand({
          RoleName: role.RoleName,
          Description: description,
          MaxSessionDuration: Number(seconds),
        }),
      ]}
      check={() => well}
      onDone={() => {
        flash({ type: "success", content: text.saved });
        onClose();
      }}
      onDismiss={onClose}
    >
      <FormField label={text.roleDescription}>
        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} autoFocus />
      </FormField>
      <FormField label={text.seconds} constraintText={text.secondsHint} errorText={well ? undefined : text.badSeconds}>
        <Input value={seconds} inputMode="numeric" onChange={({ detail }) => setSeconds(detail.value)} />
      </FormField>
    </CommandModal>
  );
}
