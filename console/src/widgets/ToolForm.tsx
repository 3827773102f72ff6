import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import LiveRegion from "@cloudscape-design/components/live-region";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { explained } from "./explained";
import { Refusal } from "./Refusal";
import type { Work } from "./useWork";

interface Props {
  /** The word on the button. */
  action: string;
  work: Pick<Work<object>, "busy" | "refusal" | "progress">;
  onSubmit: () => void;
  children: ReactNode;
}

/** The fields of a tool with the button that calls the API, and what the server refused. */
export function ToolForm({ action, work, onSubmit, children }: Props) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!work.busy) {
          onSubmit();
        }
      }}
    >
      <Container>
        <Form
          actions={
            <Button variant="primary" formAction="submit" loading={work.busy} loadingText={action}>
              {action}
            </Button>
          }
        >
          <SpaceBetween size="l">
            {children}
            {work.progress !== null && <ProgressBar value={Math.round(100 * work.progress)} ariaLabel={action} />}
            {work.refusal !== null && (
              <LiveRegion assertive>
                <Refusal of={explained(work.refusal)} />
              </LiveRegion>
            )}
          </SpaceBetween>
        </Form>
      </Container>
    </form>
  );
}
