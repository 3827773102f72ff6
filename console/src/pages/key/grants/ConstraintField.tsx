import type { GrantConstraints } from "@aws-sdk/client-kms";
import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { text } from "./text";

interface Pair {
  name: string;
  value: string;
}

export interface GrantConstraint {
  kind: "none" | "equals" | "subset";
  pairs: readonly Pair[];
}

export const noConstraint: GrantConstraint = { kind: "none", pairs: [{ name: "", value: "" }] };

/** The constraint as the API takes it; undefined for none. */
export function constraintOf({ kind, pairs }: GrantConstraint): GrantConstraints | undefined {
  const filled = pairs.filter((pair) => pair.name !== "");
  if (kind === "none" || filled.length === 0) {
    return undefined;
  }
  const context = Object.fromEntries(filled.map(({ name, value }) => [name, value]));
  return kind === "equals" ? { EncryptionContextEquals: context } : { EncryptionContextSubset: context };
}

interface Props {
  value: GrantConstraint;
  onChange: (constraint: GrantConstraint) => void;
  errorText: string | undefined;
}

const kinds = [
  { value: "none", label: text.noConstraint },
  { value: "equals", label: text.constraintEquals },
  { value: "subset", label: text.constraintSubset },
] as const;

/** Which encryption context the requests must have. */
export function ConstraintField({ value: { kind, pairs }, onChange, errorText }: Props) {
  const set = (at: number, part: Partial<Pair>) =>
    onChange({ kind, pairs: pairs.map((pair, index) => (index === at ? { ...pair, ...part } : pair)) });
  return (
    <SpaceBetween size="xs">
      <FormField label={text.constraint} errorText={errorText}>
        <Select
          options={kinds}
          selectedOption={kinds.find((each) => each.value === kind) ?? null}
          onChange={({ detail }) => onChange({ kind: detail.selectedOption.value as GrantConstraint["kind"], pairs })}
        />
      </FormField>
      {kind !== "none" && (
        <AttributeEditor
          items={pairs}
          empty={text.noPairs}
          addButtonText={text.addPair}
          removeButtonText={text.removePair}
          removeButtonAriaLabel={(pair) => text.removePairNamed(pair.name)}
          onAddButtonClick={() => onChange({ kind, pairs: [...pairs, { name: "", value: "" }] })}
          onRemoveButtonClick={({ detail }) =>
            onChange({ kind, pairs: pairs.filter((_, index) => index !== detail.itemIndex) })
          }
          definition={[
            {
              label: text.pairKey,
              control: (pair, at) => (
                <Input value={pair.name} onChange={({ detail }) => set(at, { name: detail.value })} />
              ),
            },
            {
              label: text.pairValue,
              control: (pair, at) => (
                <Input value={pair.value} onChange={({ detail }) => set(at, { value: detail.value })} />
              ),
            },
          ]}
        />
      )}
    </SpaceBetween>
  );
}
