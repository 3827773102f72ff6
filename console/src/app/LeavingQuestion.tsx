import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";

interface QuestionProps {
  title: string;
  question: string;
  action: string;
  onAct: () => void;
  onCancel: () => void;
}

/** Asks whether to do what loses the changes of a form. */
export default function LeavingQuestion({ title, question, action, onAct, onCancel }: QuestionProps) {
  return (
    <Modal
      visible
      size="small"
      header={title}
      onDismiss={onCancel}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onCancel}>
              Cancel
            </Button>
            <Button variant="primary" onClick={onAct}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {question}
    </Modal>
  );
}
