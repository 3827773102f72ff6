import type { Policy } from "@aws-sdk/client-iam";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Spinner from "@cloudscape-design/components/spinner";
import { useFlash } from "../../../app/flashes";
import { useIam } from "../../../queries/iam";
import { CommandModal } from "../../../widgets/CommandModal";
import { Refusal } from "../../../widgets/Refusal";
import { text } from "./text";
import { removal } from "./uses";

interface Props {
  policy: Policy;
  onClose: () => void;
  onDeleted: () => void;
}

/** Deletes a policy with its versions, and detaches it before. */
export function DeletePolicy({ policy, onClose, onDeleted }: Props) {
  const { Arn = "", PolicyName = "" } = policy;
  const flash = useFlash();
  const removing = useIam(["policy", Arn, "removal"], (iam) => removal(iam, Arn));
  return (
    <CommandModal
      title={text.deleteTitle(PolicyName)}
      action={text.delete}
      confirm={PolicyName}
      commands={removing.data?.commands ?? []}
      ready={removing.data?.isBoundary === false}
      onDone={() => {
        flash({ type: "success", content: text.deleted(PolicyName) });
        onDeleted();
      }}
      onDismiss={onClose}
    >
      <Box>{text.deleteHint}</Box>
      {removing.isPending && <Spinner />}
      {removing.data?.isBoundary === true && <Alert type="error">{text.usedAsBoundary}</Alert>}
      <Refusal of={removing.error} />
    </CommandModal>
  );
}
