import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { useAskToLeave, useUnsaved, WITH_TAB } from "../app/leaving";
import type { ApiCall } from "../app/snippets";
import { CopyAs } from "./CopyAs";
import { Refusal } from "./Refusal";

interface Props {
  header: string;
  /** The text of the button that does it. */
  action: string;
  cancel?: string;
  busy: boolean;
  disabled?: boolean;
  refusal: unknown;
  call?: ApiCall | readonly ApiCall[];
  /** Whether something is typed that its user would lose. */
  unsaved?: boolean;
  size?: "small" | "medium" | "large" | "max";
  onAct: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** A dialog for one change: what is asked, the call that it makes, and the server's refusal. */
export function Ask(props: Props) {
  const { header, action, cancel = "Cancel", busy, disabled, refusal, call, unsaved = false, size, onAct } = props;
  const { onClose, children } = props;
  const ask = useAskToLeave();
  useUnsaved(unsaved, WITH_TAB);
  return (
    <Modal
      visible
      header={header}
      size={size ?? "medium"}
      // A click beside the dialog is an accident more often than a decision.
      onDismiss={({ detail }) => detail.reason !== "overlay" && (unsaved ? ask(onClose) : onClose())}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => (unsaved ? ask(onClose) : onClose())}>
              {cancel}
            </Button>
            <Button variant="primary" loading={busy} disabled={disabled ?? false} onClick={onAct}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {children}
        <Refusal of={refusal} />
        {call !== undefined && <CopyAs call={call} />}
      </SpaceBetween>
    </Modal>
  );
}
