import { DeleteImportedKeyMaterialCommand } from "@aws-sdk/client-kms";
import Alert from "@cloudscape-design/components/alert";
import Checkbox from "@cloudscape-design/components/checkbox";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { useChange } from "../../../queries/change";
import { Ask } from "../../../widgets/Ask";
import { text } from "./text";

interface Props {
  keyId: string;
  /** Which of several; undefined for keys that have only one. */
  materialId: string | undefined;
  onClose: () => void;
}

export function DeleteMaterial({ keyId, materialId, onClose }: Props) {
  const { kms, region } = useClients();
  const change = useChange(keyId);
  const [confirmed, setConfirmed] = useState(false);
  const input = { KeyId: keyId, ...(materialId === undefined ? {} : { KeyMaterialId: materialId }) };

  async function remove() {
    if (await change.run(() => kms.send(new DeleteImportedKeyMaterialCommand(input)), text.deleted)) {
      onClose();
    }
  }

  return (
    <Ask
      header={text.deleteTitle}
      action={text.delete}
      busy={change.busy}
      disabled={!confirmed}
      refusal={change.refusal}
      call={{ service: "kms", operation: "DeleteImportedKeyMaterial", region, input }}
      onAct={() => void remove()}
      onClose={onClose}
    >
      <Alert type="warning">{text.deleteMeans}</Alert>
      <div>{materialId === undefined ? text.deleteAll : `${text.deleteOne} ${materialId}`}</div>
      <Checkbox checked={confirmed} onChange={({ detail }) => setConfirmed(detail.checked)}>
        {text.confirm}
      </Checkbox>
    </Ask>
  );
}
