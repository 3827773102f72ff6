import { CancelKeyDeletionCommand, EnableKeyCommand } from "@aws-sdk/client-kms";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { useClients } from "../../app/clients";
import { serverNow } from "../../app/clock";
import { refusalText } from "../../app/refusals";
import { useTo } from "../../app/region";
import { useChange } from "../../queries/change";
import type { KeyMetadata } from "../../queries/keys";
import { When } from "../../widgets/When";
import { text } from "./text";

interface Props {
  keyMetadata: KeyMetadata;
  mayChange: boolean;
}

/** Says what the state of a key means for its users, if they can do nothing with it. */
export function StateBanner({ keyMetadata, mayChange }: Props) {
  const { KeyState, DeletionDate } = keyMetadata;
  switch (KeyState) {
    case "PendingDeletion":
      return <PendingDeletion keyMetadata={keyMetadata} mayChange={mayChange} />;
    case "PendingReplicaDeletion":
      return <Alert type="warning">{text.pendingReplicaDeletion(keyMetadata.PendingDeletionWindowInDays)}</Alert>;
    case "PendingImport":
      return <PendingImport keyMetadata={keyMetadata} mayChange={mayChange} />;
    case "Disabled":
      return <Disabled keyMetadata={keyMetadata} mayChange={mayChange} />;
    default:
      return DeletionDate === undefined ? null : <Alert type="warning">{text.deleted}</Alert>;
  }
}

function Disabled({ keyMetadata, mayChange }: Props) {
  const { kms } = useClients();
  const change = useChange(keyMetadata.KeyId ?? "");
  const enable = () => change.run(() => kms.send(new EnableKeyCommand({ KeyId: keyMetadata.KeyId })), text.enabledTold);
  return (
    <Alert
      type="info"
      action={
        mayChange && (
          <Button loading={change.busy} onClick={() => void enable()}>
            {text.enable}
          </Button>
        )
      }
    >
      {text.disabled}
      {change.refusal !== null && <div>{refusalText(change.refusal)}</div>}
    </Alert>
  );
}

function PendingDeletion({ keyMetadata, mayChange }: Props) {
  const { kms } = useClients();
  const change = useChange(keyMetadata.KeyId ?? "");
  const left = useMinutesUntil(keyMetadata.DeletionDate);
  const cancel = () =>
    change.run(() => kms.send(new CancelKeyDeletionCommand({ KeyId: keyMetadata.KeyId })), text.deletionCancelled);
  return (
    <Alert
      type="warning"
      header={text.pendingDeletion}
      action={
        mayChange && (
          <Button loading={change.busy} onClick={() => void cancel()}>
            {text.cancelDeletion}
          </Button>
        )
      }
    >
      {text.deletedOn} <When date={keyMetadata.DeletionDate} />
      {left !== null && <>, {text.timeLeft(left)}</>}. {text.deletionMeans}
      {change.refusal !== null && <div>{refusalText(change.refusal)}</div>}
    </Alert>
  );
}

function PendingImport({ keyMetadata, mayChange }: Props) {
  const navigate = useNavigate();
  const to = useTo();
  return (
    <Alert
      type="info"
      header={text.pendingImport}
      action={
        mayChange && (
          <Button onClick={() => void navigate(to(`/keys/${keyMetadata.KeyId}/import`))}>{text.importMaterial}</Button>
        )
      }
    >
      {text.pendingImportMeans}
    </Alert>
  );
}

/** The minutes until a time, told anew each minute. */
function useMinutesUntil(time: Date | undefined): number | null {
  const [now, setNow] = useState(() => serverNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return time === undefined ? null : Math.max(0, Math.ceil((time.getTime() - now) / 60_000));
}
