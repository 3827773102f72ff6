import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { KeyEvent } from "../../../kms/events";
import { PageLink } from "../../../widgets/PageLink";
import { text } from "./text";

/** The whole record of an event. */
export function EventRecord({ event, onClose }: { event: KeyEvent; onClose: () => void }) {
  const record = JSON.stringify(JSON.parse(event.record), null, 2);
  return (
    <Modal
      visible
      size="large"
      header={event.name}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <CopyToClipboard
              copyButtonText={text.copy}
              copySuccessText={text.copied}
              copyErrorText={text.notCopied}
              textToCopy={record}
            />
            <Button variant="primary" onClick={onClose}>
              {text.close}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {event.message !== "" && <Box>{event.message}</Box>}
      {event.denialId !== null && (
        <PageLink href={`/denied?id=${encodeURIComponent(event.denialId)}`}>{text.why}</PageLink>
      )}
      <Box variant="code">
        <pre>{record}</pre>
      </Box>
    </Modal>
  );
}
