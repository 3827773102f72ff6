import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useClients } from "../../app/clients";
import { CopyAs } from "../../widgets/CopyAs";
import { text } from "./text";

// Source: AWS KMS API Reference, ScheduleKeyDeletion.
const DAYS_MIN = 7;
const DAYS_MAX = 30;

interface Props {
  keyIds: readonly string[];
  onCancel: () => void;
  onSchedule: (days: number) => void;
}

/** How long the keys wait, and whether the user means it. */
export function Schedule({ keyIds, onCancel, onSchedule }: Props) {
  const { region } = useClients();
  const [days, setDays] = useState(String(DAYS_MAX));
  const [confirmed, setConfirmed] = useState(false);
  const [tried, setTried] = useState(false);
  const number = Number(days);
  const wrong = !/^[0-9]+$/.test(days) || number < DAYS_MIN || number > DAYS_MAX;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!wrong && confirmed) {
          onSchedule(number);
        }
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" onClick={onCancel}>
              {text.cancel}
            </Button>
            <Button variant="primary" formAction="submit" disabled={keyIds.length === 0}>
              {text.schedule}
            </Button>
          </SpaceBetween>
        }
      >
        <Container>
          <SpaceBetween size="l">
            <FormField
              label={text.waiting}
              description={text.waitingHint}
              errorText={wrong && (tried || days !== "") ? text.waitingWrong : undefined}
            >
              <Input value={days} inputMode="numeric" onChange={({ detail }) => setDays(detail.value)} />
            </FormField>
            <FormField errorText={tried && !confirmed ? text.mustConfirm : undefined}>
              <Checkbox checked={confirmed} onChange={({ detail }) => setConfirmed(detail.checked)}>
                {text.confirm(keyIds.length, days)}
              </Checkbox>
            </FormField>
            <CopyAs
              call={keyIds.slice(0, 1).map((KeyId) => ({
                service: "kms" as const,
                operation: "ScheduleKeyDeletion",
                region,
                input: { KeyId, PendingWindowInDays: number },
              }))}
            />
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  );
}
