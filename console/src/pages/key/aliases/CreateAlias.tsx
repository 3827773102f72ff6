import { CreateAliasCommand } from "@aws-sdk/client-kms";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { aliasError, withoutPrefix } from "../../../kms/aliases";
import { useChange } from "../../../queries/change";
import { Ask } from "../../../widgets/Ask";
import { text } from "./text";

/** Gives the key one more name. */
export function CreateAlias({ keyId, onClose }: { keyId: string; onClose: (changed: boolean) => void }) {
  const { kms, region } = useClients();
  const change = useChange(keyId);
  const [name, setName] = useState("");
  const [checked, setChecked] = useState(false);
  const fault = aliasError(name);
  const input = { AliasName: `alias/${name}`, TargetKeyId: keyId };

  async function create() {
    setChecked(true);
    if (fault === null && (await change.run(() => kms.send(new CreateAliasCommand(input)), text.created(name)))) {
      onClose(true);
    }
  }

  return (
    <Ask
      header={text.createLong}
      action={text.create}
      busy={change.busy}
      refusal={change.refusal}
      call={{ service: "kms", operation: "CreateAlias", region, input }}
      onAct={() => void create()}
      onClose={() => onClose(false)}
    >
      <FormField label={text.alias} description={text.aliasHint} errorText={checked ? fault : undefined}>
        <Input
          value={name}
          autoFocus
          spellcheck={false}
          onChange={({ detail }) => setName(withoutPrefix(detail.value))}
        />
      </FormField>
    </Ask>
  );
}
