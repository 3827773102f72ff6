import { DescribeKeyCommand, UpdateKeyDescriptionCommand } from "@aws-sdk/client-kms";
import FormField from "@cloudscape-design/components/form-field";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { useClients } from "../../app/clients";
import { useChange } from "../../queries/change";
import type { KeyMetadata } from "../../queries/keys";
import { ChangedMeanwhile } from "../../queries/meanwhile";
import { Ask } from "../../widgets/Ask";
import { text } from "./text";

const CHARACTERS_MAX = 8192;

/** Changes the description, the only thing of a key that is not on a tab. */
export function EditDescription({ keyMetadata, onClose }: { keyMetadata: KeyMetadata; onClose: () => void }) {
  const { kms, region } = useClients();
  const change = useChange(keyMetadata.KeyId ?? "");
  const [loaded, setLoaded] = useState(keyMetadata.Description ?? "");
  const [description, setDescription] = useState(loaded);
  const input = { KeyId: keyMetadata.KeyId, Description: description };
  const tooLong = description.length > CHARACTERS_MAX;

  async function save() {
    const calls = async () => {
      // AWS KMS has no conditional write. So the description is read again right before it is replaced.
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyMetadata.KeyId }));
      const now = KeyMetadata?.Description ?? "";
      if (now !== loaded && now !== description) {
        setLoaded(now);
        throw new ChangedMeanwhile(text.descriptionConflict(now));
      }
      await kms.send(new UpdateKeyDescriptionCommand(input));
    };
    if (await change.run(calls, text.descriptionSaved)) {
      onClose();
    }
  }

  return (
    <Ask
      header={text.editDescription}
      action={text.save}
      busy={change.busy}
      disabled={tooLong}
      refusal={change.refusal}
      call={{ service: "kms", operation: "UpdateKeyDescription", region, input }}
      unsaved={description !== loaded}
      onAct={() => void save()}
      onClose={onClose}
    >
      <FormField
        label={text.description}
        description={text.descriptionHint}
        errorText={tooLong ? text.descriptionTooLong(CHARACTERS_MAX) : undefined}
      >
        <Textarea value={description} rows={4} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
    </Ask>
  );
}
