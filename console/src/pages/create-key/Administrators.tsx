import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { PrincipalTable } from "./PrincipalTable";
import type { StepProps } from "./StepProps";
import { text } from "./text";

/** Step 3: who manages the key. */
export function Administrators({ draft, setDraft }: StepProps) {
  return (
    <SpaceBetween size="l">
      <PrincipalTable
        title={text.administrators}
        description={text.administratorsHint}
        selected={draft.administrators}
        onSelect={(administrators) => setDraft({ ...draft, administrators })}
      />
      <Container header={<Header variant="h2">{text.deletion}</Header>}>
        <Checkbox
          checked={draft.mayDelete}
          onChange={({ detail }) => setDraft({ ...draft, mayDelete: detail.checked })}
        >
          {text.mayDelete}
        </Checkbox>
      </Container>
    </SpaceBetween>
  );
}
