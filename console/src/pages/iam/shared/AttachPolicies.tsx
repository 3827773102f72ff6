import type { Policy } from "@aws-sdk/client-iam";
import Alert from "@cloudscape-design/components/alert";
import { useState } from "react";
import { useFlash } from "../../../app/flashes";
import { CommandModal } from "../../../widgets/CommandModal";
import { ResourceTable } from "../../../widgets/ResourceTable";
import { attach, type Entity } from "./entity";
import { policyType, useManagedPolicies } from "./policyList";
import { text } from "./text";

interface Props {
  entity: Entity;
  /** The ARNs of those that it has. */
  attached: readonly string[];
  onClose: () => void;
}

/** Chooses managed policies and attaches them. */
export function AttachPolicies({ entity, attached, onClose }: Props) {
  const flash = useFlash();
  const all = useManagedPolicies();
  const [chosen, setChosen] = useState<Policy[]>([]);
  const [checked, setChecked] = useState(false);
  const query = { ...all, data: all.data?.filter((policy) => !attached.includes(policy.Arn ?? "")) };
  return (
    <CommandModal
      title={text.attachTo(entity.name)}
      action={text.attachPolicies}
      size="large"
      commands={chosen.map((policy) => attach(entity, policy.Arn ?? ""))}
      check={() => {
        setChecked(true);
        return chosen.length > 0;
      }}
      onDone={(answers) => {
        flash({ type: "success", content: text.attached(answers.length) });
        onClose();
      }}
      onDismiss={onClose}
    >
      {checked && chosen.length === 0 && <Alert type="error">{text.chooseOne}</Alert>}
      <ResourceTable
        title="Policies"
        name="attach"
        query={query}
        keyOf={(policy) => policy.Arn ?? ""}
        empty={text.noPolicies}
        columns={[
          { id: "name", header: text.policyName, value: (policy) => policy.PolicyName },
          { id: "type", header: text.type, value: (policy) => policyType(policy.Arn) },
        ]}
        selection={{ type: "multi", items: chosen, onChange: setChosen }}
      />
    </CommandModal>
  );
}
