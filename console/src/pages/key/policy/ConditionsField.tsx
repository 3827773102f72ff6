import Autosuggest from "@cloudscape-design/components/autosuggest";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TokenGroup from "@cloudscape-design/components/token-group";
import { useState } from "react";
import { conditionKeys, conditionOperators, isConditionKey } from "../../../kms/actions";
import { type Conditions, list, many, type Statement } from "../../../policy/document";
import { text } from "./text";

/** The conditions without one key of one operator. */
function without(conditions: Conditions, operator: string, key: string): Conditions {
  const { [key]: _, ...others } = conditions[operator] ?? {};
  const { [operator]: __, ...rest } = conditions;
  return Object.keys(others).length === 0 ? rest : { ...conditions, [operator]: others };
}

/** The conditions of a statement. All must hold; of several values of one key, one is enough. */
export function ConditionsField({
  statement,
  onChange,
}: {
  statement: Statement;
  onChange: (next: Statement) => void;
}) {
  const [operator, setOperator] = useState<string>("StringEquals");
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const conditions = statement.Condition ?? {};
  const pairs = Object.entries(conditions).flatMap(([each, keys]) =>
    Object.entries(keys).map(([name, values]) => ({ operator: each, name, values: list(values) })),
  );
  const put = (next: Conditions) => {
    const { Condition: _, ...rest } = statement;
    onChange(Object.keys(next).length === 0 ? rest : { ...rest, Condition: next });
  };
  const known = isConditionKey(key);

  function add() {
    const values = [...list(conditions[operator]?.[key]), value];
    put({ ...conditions, [operator]: { ...conditions[operator], [key]: many(values) } });
    setKey("");
    setValue("");
  }

  return (
    <SpaceBetween size="xs">
      <FormField label={text.conditions}>
        <TokenGroup
          items={pairs.map((pair) => ({
            label: `${pair.name} ${pair.operator} ${pair.values.map(String).join(" or ")}`,
            dismissLabel: text.removeItem(pair.name),
          }))}
          onDismiss={({ detail }) => {
            const pair = pairs[detail.itemIndex];
            if (pair !== undefined) {
              put(without(conditions, pair.operator, pair.name));
            }
          }}
        />
      </FormField>
      <ExpandableSection headerText={text.addCondition}>
        <SpaceBetween size="xs">
          <FormField label={text.operator}>
            <Select
              selectedOption={{ value: operator, label: operator }}
              options={conditionOperators.map((each) => ({ value: each, label: each }))}
              filteringType="auto"
              onChange={({ detail }) => setOperator(detail.selectedOption.value ?? "")}
            />
          </FormField>
          <FormField label={text.conditionKey} errorText={key !== "" && !known ? text.unknownKey : undefined}>
            <Autosuggest
              value={key}
              options={conditionKeys.map((each) => ({ value: each }))}
              enteredTextLabel={text.useEntered}
              empty={text.unknownKey}
              onChange={({ detail }) => setKey(detail.value)}
            />
          </FormField>
          <FormField label={text.conditionValue}>
            <Input value={value} spellcheck={false} onChange={({ detail }) => setValue(detail.value)} />
          </FormField>
          <Button disabled={!known || value === ""} onClick={add}>
            {text.addCondition}
          </Button>
        </SpaceBetween>
      </ExpandableSection>
    </SpaceBetween>
  );
}
