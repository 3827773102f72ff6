import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { denialOf, type Event, recordOf } from "../../queries/events";
import { PageLink } from "../../widgets/PageLink";
import { PolicyEditor } from "../../widgets/PolicyEditor";
import { text } from "./text";

/** One event as JSON. */
export function EventModal({ event, onClose }: { event: Event; onClose: () => void }) {
  const record = recordOf(event);
  const denial = denialOf(record);
  return (
    <Modal
      visible
      size="large"
      header={event.EventName}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            {text.close}
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {denial !== null && (
          <PageLink href={`/denied?id=${denial}`} region={record.awsRegion}>
            {text.why}
          </PageLink>
        )}
        <PolicyEditor
          label={text.record}
          value={JSON.stringify(record, null, 2)}
          onChange={() => undefined}
          readOnly
          rows={26}
        />
      </SpaceBetween>
    </Modal>
  );
}
