import type { IAMClient } from "@aws-sdk/client-iam";
import Box from "@cloudscape-design/components/box";
import Spinner from "@cloudscape-design/components/spinner";
import { useFlash } from "../../../app/flashes";
import { type IamCommand, useIam } from "../../../queries/iam";
import { CommandModal } from "../../../widgets/CommandModal";
import { Refusal } from "../../../widgets/Refusal";

export interface DeleteProps {
  name: string;
  onClose: () => void;
  onDeleted: () => void;
}

interface Props extends DeleteProps {
  kind: "user" | "group" | "role";
  /** Returns the commands that take away what hangs on it, and then itself. */
  removal: (client: IAMClient, name: string) => Promise<IamCommand[]>;
  text: {
    delete: string;
    deleteHint: string;
    deleteTitle: (name: string) => string;
    deleted: (name: string) => string;
  };
}

/** Deletes a user, a group or a role with all that it has. */
export function DeleteEntity({ kind, name, removal, text, onClose, onDeleted }: Props) {
  const flash = useFlash();
  const commands = useIam([kind, name, "removal"], (iam) => removal(iam, name));
  return (
    <CommandModal
      title={text.deleteTitle(name)}
      action={text.delete}
      confirm={name}
      commands={commands.data ?? []}
      ready={commands.data !== undefined}
      onDone={() => {
        flash({ type: "success", content: text.deleted(name) });
        onDeleted();
      }}
      onDismiss={onClose}
    >
      <Box>{text.deleteHint}</Box>
      {commands.isPending && <Spinner />}
      <Refusal of={commands.error} />
    </CommandModal>
  );
}
