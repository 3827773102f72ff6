import { UpdatePrimaryRegionCommand } from "@aws-sdk/client-kms";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { useChange } from "../../../queries/change";
import { Ask } from "../../../widgets/Ask";
import { text } from "./text";

interface Props {
  keyId: string;
  /** Those with a replica. */
  regions: readonly string[];
  onClose: () => void;
}

export function ChangePrimary({ keyId, regions, onClose }: Props) {
  const { kms, region } = useClients();
  const change = useChange(keyId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const input = { KeyId: keyId, PrimaryRegion: chosen ?? undefined };

  async function update() {
    setChecked(true);
    if (chosen !== null && (await change.run(() => kms.send(new UpdatePrimaryRegionCommand(input)), text.changed))) {
      onClose();
    }
  }

  return (
    <Ask
      header={text.changeTitle}
      action={text.change}
      busy={change.busy}
      refusal={change.refusal}
      call={{ service: "kms", operation: "UpdatePrimaryRegion", region, input }}
      onAct={() => void update()}
      onClose={onClose}
    >
      <div>{text.changeMeans}</div>
      <FormField label={text.newPrimary} errorText={checked && chosen === null ? text.chooseRegion : undefined}>
        <Select
          selectedOption={chosen === null ? null : { value: chosen, label: chosen }}
          options={regions.map((each) => ({ value: each, label: each }))}
          placeholder={text.chooseRegion}
          onChange={({ detail }) => setChosen(detail.selectedOption.value ?? null)}
        />
      </FormField>
    </Ask>
  );
}
