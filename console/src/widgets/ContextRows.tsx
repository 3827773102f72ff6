import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import type { ContextPair } from "./context";
import { pairFault } from "./context";

const text = {
  label: "Encryption context",
  optional: "optional",
  description:
    "Decryption needs the same pairs. They are not secret: they are in the audit log, and policies can ask for them.",
  name: "Name",
  value: "Value",
  add: "Add pair",
  remove: "Remove",
  removeNamed: (name: string) => `Remove pair ${name}`,
  empty: "No pairs",
};

interface Props {
  pairs: readonly ContextPair[];
  onChange: (pairs: ContextPair[]) => void;
  label?: string;
  description?: string;
}

/** The rows of an encryption context. */
export function ContextRows({ pairs, onChange, label = text.label, description = text.description }: Props) {
  const change = (at: number, pair: ContextPair) => onChange(pairs.map((each, index) => (index === at ? pair : each)));
  return (
    <FormField
      stretch
      label={
        <>
          {label} <i>– {text.optional}</i>
        </>
      }
      description={description}
    >
      <AttributeEditor
        items={pairs}
        addButtonText={text.add}
        removeButtonText={text.remove}
        removeButtonAriaLabel={(pair) => text.removeNamed(pair.name)}
        empty={text.empty}
        onAddButtonClick={() => onChange([...pairs, { name: "", value: "" }])}
        onRemoveButtonClick={({ detail }) => onChange(pairs.filter((_, index) => index !== detail.itemIndex))}
        definition={[
          {
            label: text.name,
            control: (pair: ContextPair, at: number) => (
              <Input
                value={pair.name}
                spellcheck={false}
                autoComplete="off"
                onChange={({ detail }) => change(at, { ...pair, name: detail.value })}
              />
            ),
            errorText: (_: ContextPair, at: number) => pairFault(pairs, at),
          },
          {
            label: text.value,
            control: (pair: ContextPair, at: number) => (
              <Input
                value={pair.value}
                spellcheck={false}
                autoComplete="off"
                onChange={({ detail }) => change(at, { ...pair, value: detail.value })}
              />
            ),
          },
        ]}
      />
    </FormField>
  );
}
