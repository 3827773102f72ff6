import { type AliasListEntry, DeleteAliasCommand } from "@aws-sdk/client-kms";
import Alert from "@cloudscape-design/components/alert";
import { useClients } from "../../../app/clients";
import { useChange } from "../../../queries/change";
import { Ask } from "../../../widgets/Ask";
import { requireStillNames } from "./stillNames";
import { text } from "./text";

interface Props {
  keyId: string;
  aliases: readonly AliasListEntry[];
  onClose: (changed: boolean) => void;
}

export function DeleteAliases({ keyId, aliases, onClose }: Props) {
  const { kms, region } = useClients();
  const change = useChange(keyId);

  async function remove() {
    const calls = async () => {
      await requireStillNames(
        kms,
        keyId,
        aliases.map(({ AliasName }) => AliasName),
      );
      for (const { AliasName } of aliases) {
        await kms.send(new DeleteAliasCommand({ AliasName }));
      }
    };
    if (await change.run(calls, text.deleted(aliases.length))) {
      onClose(true);
    }
  }

  return (
    <Ask
      header={text.deleteTitle(aliases.length)}
      action={text.delete}
      busy={change.busy}
      refusal={change.refusal}
      call={aliases.map(({ AliasName }) => ({
        service: "kms",
        operation: "DeleteAlias",
        region,
        input: { AliasName },
      }))}
      onAct={() => void remove()}
      onClose={() => onClose(false)}
    >
      <Alert type="warning">{text.deleteMeans}</Alert>
      {aliases.map(({ AliasName }) => (
        <div key={AliasName}>{AliasName}</div>
      ))}
    </Ask>
  );
}
