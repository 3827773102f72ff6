import type { PasswordPolicy } from "@aws-sdk/client-iam";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useFlash } from "../../../app/flashes";
import { CommandModal } from "../../../widgets/CommandModal";
import { commandOf, type Draft, draftOf, problemsOf } from "./rules";
import { text } from "./text";

interface Props {
  /** Null for the default policy. */
  present: PasswordPolicy | null;
  onClose: () => void;
}

/** Chooses the default password policy, or makes one of the account's own. */
export function EditPasswordPolicy({ present, onClose }: Props) {
  const flash = useFlash();
  const [first] = useState(() => draftOf(present));
  const [draft, setDraft] = useState(first);
  const [checked, setChecked] = useState(false);
  const problems = problemsOf(draft);
  const shown = checked ? problems : {};
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const command = commandOf(draft, present);
  return (
    <CommandModal
      title={text.editTitle}
      action={text.save}
      commands={command === null ? [] : [command]}
      check={() => {
        setChecked(true);
        return Object.values(problems).every((problem) => problem === undefined);
      }}
      unsaved={draft !== first}
      onDone={() => {
        flash({ type: "success", content: draft.custom ? text.savedCustom : text.savedDefault });
        onClose();
      }}
      onDismiss={onClose}
    >
      <FormField label={text.kind}>
        <RadioGroup
          value={draft.custom ? "custom" : "default"}
          onChange={({ detail }) => change({ custom: detail.value === "custom" })}
          items={[
            { value: "default", label: text.iamDefault, description: text.iamDefaultHint },
            { value: "custom", label: text.customKind, description: text.customHint },
          ]}
        />
      </FormField>
      {draft.custom && (
        <SpaceBetween size="m">
          <FormField label={text.length} constraintText={text.lengthHint} errorText={shown.length}>
            <NumberInput value={draft.length} onChange={(length) => change({ length })} />
          </FormField>
          <FormField label={text.strength}>
            <SpaceBetween size="xs">
              {(["uppercase", "lowercase", "numbers", "symbols"] as const).map((kind) => (
                <Checkbox
                  key={kind}
                  checked={draft[kind]}
                  onChange={({ detail }) => change({ [kind]: detail.checked })}
                >
                  {text[kind]}
                </Checkbox>
              ))}
            </SpaceBetween>
          </FormField>
          <FormField label={text.other}>
            <SpaceBetween size="xs">
              <Checkbox checked={draft.expires} onChange={({ detail }) => change({ expires: detail.checked })}>
                {text.expiration}
              </Checkbox>
              {draft.expires && (
                <SpaceBetween size="xs">
                  <FormField label={text.expireIn} constraintText={text.expireHint} errorText={shown.days}>
                    <NumberInput value={draft.days} onChange={(days) => change({ days })} />
                  </FormField>
                  <Checkbox
                    checked={draft.hardExpiry}
                    onChange={({ detail }) => change({ hardExpiry: detail.checked })}
                  >
                    {text.hardExpiry}
                  </Checkbox>
                </SpaceBetween>
              )}
              <Checkbox checked={draft.selfChange} onChange={({ detail }) => change({ selfChange: detail.checked })}>
                {text.selfChange}
              </Checkbox>
              <Checkbox
                checked={draft.preventsReuse}
                onChange={({ detail }) => change({ preventsReuse: detail.checked })}
              >
                {text.preventReuse}
              </Checkbox>
              {draft.preventsReuse && (
                <FormField label={text.remember} constraintText={text.rememberHint} errorText={shown.remembered}>
                  <NumberInput value={draft.remembered} onChange={(remembered) => change({ remembered })} />
                </FormField>
              )}
            </SpaceBetween>
          </FormField>
        </SpaceBetween>
      )}
    </CommandModal>
  );
}

function NumberInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return <Input value={value} onChange={({ detail }) => onChange(detail.value)} type="number" inputMode="numeric" />;
}
