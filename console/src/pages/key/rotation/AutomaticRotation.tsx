import { DisableKeyRotationCommand, EnableKeyRotationCommand } from "@aws-sdk/client-kms";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import RadioGroup from "@cloudscape-design/components/radio-group";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import { serverNow } from "../../../app/clock";
import type { ApiCall } from "../../../app/snippets";
import { useChange } from "../../../queries/change";
import { type RotationsListEntry, useRotationStatus } from "../../../queries/keyDetails";
import type { KeyMetadata } from "../../../queries/keys";
import { Ask } from "../../../widgets/Ask";
import { Refusal } from "../../../widgets/Refusal";
import { sayAgo, When } from "../../../widgets/When";
import { text } from "./text";

const DAYS_USUAL = 365;
const DAYS_MIN = 90;
const DAYS_MAX = 2560;

interface Props {
  keyMetadata: KeyMetadata;
  materials: readonly RotationsListEntry[];
  mayChange: boolean;
}

/** Whether the key rotates by itself, and when. */
export function AutomaticRotation({ keyMetadata, materials, mayChange }: Props) {
  const { data, error } = useRotationStatus(keyMetadata.KeyId ?? "");
  const [editing, setEditing] = useState(false);
  const on = data?.KeyRotationEnabled === true;
  const last = materials.find((each) => each.RotationType === "AUTOMATIC")?.RotationDate;
  const enabled = keyMetadata.KeyState === "Enabled";
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.automaticHint}
          actions={
            mayChange && (
              <Button
                disabled={data === undefined || !enabled}
                disabledReason={enabled ? undefined : text.onlyEnabled}
                ariaLabel={text.editTitle}
                onClick={() => setEditing(true)}
              >
                {text.edit}
              </Button>
            )
          }
        >
          {text.automatic}
        </Header>
      }
    >
      <Refusal of={error} />
      {data !== undefined && (
        <KeyValuePairs
          columns={4}
          items={[
            {
              label: text.status,
              value: (
                <StatusIndicator type={on ? "success" : "stopped"}>{on ? text.enabled : text.disabled}</StatusIndicator>
              ),
            },
            { label: text.period, value: text.days(data.RotationPeriodInDays) },
            { label: text.last, value: last === undefined ? text.never : <When date={last} /> },
            {
              label: text.next,
              value:
                data.NextRotationDate === undefined ? (
                  "–"
                ) : (
                  <>
                    <When date={data.NextRotationDate} /> ({sayAgo(data.NextRotationDate.getTime(), serverNow())})
                  </>
                ),
            },
          ]}
        />
      )}
      {editing && (
        <EditRotation
          keyId={keyMetadata.KeyId ?? ""}
          on={on}
          days={data?.RotationPeriodInDays}
          onClose={() => setEditing(false)}
        />
      )}
    </Container>
  );
}

function EditRotation(props: { keyId: string; on: boolean; days: number | undefined; onClose: () => void }) {
  const { keyId, on, days, onClose } = props;
  const { kms, region } = useClients();
  const change = useChange(keyId);
  const [chosen, setChosen] = useState(on ? "on" : "off");
  const [period, setPeriod] = useState(String(days ?? DAYS_USUAL));
  const wanted = chosen === "on";
  const fault = !/^\d+$/.test(period) || Number(period) < DAYS_MIN || Number(period) > DAYS_MAX;
  const enabling = { KeyId: keyId, RotationPeriodInDays: Number(period) };
  const call: ApiCall = wanted
    ? { service: "kms", operation: "EnableKeyRotation", region, input: enabling }
    : { service: "kms", operation: "DisableKeyRotation", region, input: { KeyId: keyId } };

  async function save() {
    if (wanted && fault) {
      return;
    }
    const command = () =>
      wanted
        ? kms.send(new EnableKeyRotationCommand(enabling))
        : kms.send(new DisableKeyRotationCommand({ KeyId: keyId }));
    if (await change.run(command, text.saved)) {
      onClose();
    }
  }

  return (
    <Ask
      header={text.editTitle}
      action={text.save}
      busy={change.busy}
      refusal={change.refusal}
      call={call}
      onAct={() => void save()}
      onClose={onClose}
    >
      <FormField label={text.automatic}>
        <RadioGroup
          value={chosen}
          items={[
            { value: "on", label: text.enable },
            { value: "off", label: text.disable },
          ]}
          onChange={({ detail }) => setChosen(detail.value)}
        />
      </FormField>
      {wanted && (
        <FormField
          label={text.period}
          constraintText={text.periodHint}
          errorText={fault ? text.periodFault : undefined}
        >
          <Input value={period} inputMode="numeric" onChange={({ detail }) => setPeriod(detail.value)} />
        </FormField>
      )}
    </Ask>
  );
}
