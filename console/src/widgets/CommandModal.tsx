import type { IAMClient } from "@aws-sdk/client-iam";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal, { type ModalProps } from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useId, useState } from "react";
import { useClients } from "../app/clients";
import { useAskToLeave, useUnsaved, WITH_TAB } from "../app/leaving";
import { type Answer, callOf, type IamCommand, send, useIamChanged } from "../queries/iam";
import { ChangedMeanwhile } from "../queries/meanwhile";
import { CopyAs } from "./CopyAs";
import { Refusal } from "./Refusal";

interface Props<C extends IamCommand> {
  title: string;
  /** The word on the button that sends. */
  action: string;
  /** What is sent, one after another. */
  commands: readonly C[];
  /** Names of members whose values are not shown. */
  secret?: readonly string[];
  /** Is called when all are answered; it closes the dialog. */
  onDone: (answers: Answer<C>[]) => void;
  onDismiss: () => void;
  /** Whether it is known what is sent. Until then the button is out of use. */
  ready?: boolean;
  /** Why it cannot be sent yet: the form looks whether it is complete. */
  check?: () => boolean;
  /** What the user has to type before, such as the name of what is deleted. */
  confirm?: string;
  /** What is replaced, as it was when the dialog opened: somebody else may have saved another one meanwhile. */
  replaces?: { loaded: string; read: (iam: IAMClient) => Promise<string> };
  /** Whether something is typed that its user would lose. */
  unsaved?: boolean;
  size?: ModalProps.Size;
  children?: ReactNode;
}

const text = {
  cancel: "Cancel",
  conflict: "Nothing was saved. Their text is behind this dialog. Save again to replace it with yours.",
  confirm: (word: string) => `To confirm, enter ${word}`,
} as const;

/** A dialog that sends commands to IAM. A refusal is shown in it, and what the user typed stays. */
export function CommandModal<C extends IamCommand>(props: Props<C>) {
  const {
    title,
    action,
    commands,
    secret,
    onDone,
    onDismiss,
    check,
    confirm,
    replaces,
    ready = true,
    unsaved = false,
    size,
    children,
  } = props;
  const ask = useAskToLeave();
  const mayLeave = useUnsaved(unsaved, WITH_TAB);
  const close = () => (unsaved ? ask(onDismiss) : onDismiss());
  const clients = useClients();
  const changed = useIamChanged();
  const form = useId();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [typed, setTyped] = useState("");
  const [theirs, setTheirs] = useState<string | null>(null);
  const confirmed = confirm === undefined || typed === confirm;

  async function submit() {
    if (!confirmed || !ready || check?.() === false) {
      return;
    }
    setBusy(true);
    setRefusal(null);
    try {
      const iam = await clients.iam();
      const now = await replaces?.read(iam);
      if (now !== undefined && now !== (theirs ?? replaces?.loaded)) {
        setTheirs(now);
        throw new ChangedMeanwhile(text.conflict);
      }
      const answers: Answer<C>[] = [];
      for (const command of commands) {
        answers.push(await send(iam, command));
      }
      mayLeave();
      onDone(answers);
    } catch (problem) {
      setRefusal(problem);
    } finally {
      // Some of several commands may have been answered before one was refused.
      void changed();
      setBusy(false);
    }
  }

  return (
    <Modal
      visible
      header={title}
      // A click beside the dialog is an accident more often than a decision.
      onDismiss={({ detail }) => detail.reason !== "overlay" && close()}
      size={size}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={close}>
              {text.cancel}
            </Button>
            <Button variant="primary" form={form} formAction="submit" loading={busy} disabled={!confirmed || !ready}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SpaceBetween size="m">
          {children}
          {confirm !== undefined && (
            <FormField label={text.confirm(confirm)}>
              <Input value={typed} onChange={({ detail }) => setTyped(detail.value)} autoComplete="off" />
            </FormField>
          )}
          <Refusal of={refusal} />
          <CopyAs call={commands.map((command) => callOf("iam", clients.region, command, secret))} />
        </SpaceBetween>
      </form>
    </Modal>
  );
}
