import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useAskToLeave, useUnsaved, WITH_TAB } from "../../../app/leaving";
import { download } from "../../../widgets/download";
import { credentialFile } from "./credentialFile";
import { words } from "./secretText";

interface Props {
  title: string;
  /** Why it is shown only here. */
  warning: string;
  /** What may be shown at once, such as the id of an access key. */
  open: { label: string; value: string }[];
  secret: { label: string; value: string };
  /** The name of the file that it can be saved to. */
  fileName: string;
  onClose: () => void;
  children?: ReactNode;
}

/**
 * Shows a secret for the only time: it is hidden until it is asked for, and again after a minute. Only "Done" closes
 * the dialog without a question.
 */
export function SecretOnce({ title, warning, open, secret, fileName, onClose, children }: Props) {
  const ask = useAskToLeave();
  const lost = useMemo(() => words.lost(secret.label.toLowerCase()), [secret.label]);
  useUnsaved(true, WITH_TAB, lost);
  return (
    <Modal
      visible
      header={title}
      onDismiss={({ detail }) => detail.reason !== "overlay" && ask(onClose)}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button iconName="download" onClick={() => download(credentialFile([...open, secret]), fileName)}>
              {words.download}
            </Button>
            <Button variant="primary" onClick={onClose}>
              {words.done}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Alert type="warning">{warning}</Alert>
        {open.map(({ label, value }) => (
          <FormField key={label} label={label} secondaryControl={<Copy value={value} label={label} />}>
            <Input value={value} readOnly />
          </FormField>
        ))}
        <SecretField label={secret.label} value={secret.value} />
        {children}
      </SpaceBetween>
    </Modal>
  );
}

/** A field with a secret. */
export function SecretField({ label, value }: { label: string; value: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (shown) {
      const hide = setTimeout(() => setShown(false), 60_000);
      return () => clearTimeout(hide);
    }
  }, [shown]);
  return (
    <FormField
      label={label}
      constraintText={shown ? words.hiddenSoon : undefined}
      secondaryControl={
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            formAction="none"
            ariaLabel={`${shown ? words.hide : words.show} ${label}`}
            onClick={() => setShown(!shown)}
          >
            {shown ? words.hide : words.show}
          </Button>
          <Copy value={value} label={label} />
        </SpaceBetween>
      }
    >
      <Input value={shown ? value : "•".repeat(16)} readOnly spellcheck={false} autoComplete="off" />
    </FormField>
  );
}

function Copy({ value, label }: { value: string; label: string }) {
  return (
    <CopyToClipboard
      copyButtonText={words.copy}
      copyButtonAriaLabel={`${words.copy} ${label}`}
      copySuccessText={words.copied}
      copyErrorText={words.notCopied}
      textToCopy={value}
    />
  );
}
