import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import Textarea from "@cloudscape-design/components/textarea";
import { useAskToLeave, useUnsaved, WITH_TAB } from "../../../app/leaving";
import { text } from "./text";

/** The token of a new grant. It is nowhere else. */
export function GrantToken({ token, onClose }: { token: string; onClose: () => void }) {
  const ask = useAskToLeave();
  useUnsaved(true, WITH_TAB, text.tokenLost);
  return (
    <Modal
      visible
      header={text.createdTitle}
      onDismiss={({ detail }) => detail.reason !== "overlay" && ask(onClose)}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            {text.close}
          </Button>
        </Box>
      }
    >
      <FormField
        label={text.token}
        description={text.tokenHint}
        stretch
        secondaryControl={
          <CopyToClipboard
            copyButtonText={text.copy}
            copySuccessText={text.copied}
            copyErrorText={text.notCopied}
            textToCopy={token}
          />
        }
      >
        <Textarea value={token} readOnly rows={4} spellcheck={false} />
      </FormField>
    </Modal>
  );
}
