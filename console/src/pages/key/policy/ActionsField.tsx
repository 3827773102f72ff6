import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Multiselect, { type MultiselectProps } from "@cloudscape-design/components/multiselect";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TokenGroup from "@cloudscape-design/components/token-group";
import { useState } from "react";
import { type ActionGroup, actionNames, kmsActions, matchingActions } from "../../../kms/actions";
import { list, many, type Statement } from "../../../policy/document";
import { text } from "./text";

const groups = [...new Set(Object.values(kmsActions).map((each) => each.group))];
const options: MultiselectProps.OptionGroup[] = groups.map((group: ActionGroup) => ({
  label: group,
  options: Object.entries(kmsActions)
    .filter(([, each]) => each.group === group)
    .map(([name]) => ({ value: `kms:${name}`, label: `kms:${name}` })),
}));

/** The actions of a statement, from the list or as a pattern. */
export function ActionsField({ statement, onChange }: { statement: Statement; onChange: (next: Statement) => void }) {
  const [pattern, setPattern] = useState("");
  const negated = statement.NotAction !== undefined;
  const actions = list(negated ? statement.NotAction : statement.Action);
  const patterns = actions.filter((each) => !actionNames.includes(each));
  const put = (next: readonly string[]) =>
    onChange(negated ? { ...statement, NotAction: many(next) } : { ...statement, Action: many(next) });
  const matches = matchingActions(pattern).length;
  return (
    <SpaceBetween size="xs">
      <FormField label={negated ? text.notActions : text.actions} stretch>
        <Multiselect
          options={options}
          selectedOptions={actions
            .filter((each) => actionNames.includes(each))
            .map((each) => ({ value: each, label: each }))}
          filteringType="auto"
          placeholder={text.actionsChoose}
          deselectAriaLabel={(option) => text.removeItem(option.label ?? "")}
          onChange={({ detail }) => put([...patterns, ...detail.selectedOptions.map((each) => each.value ?? "")])}
        />
      </FormField>
      <FormField
        label={text.actionPattern}
        constraintText={text.actionPatternHint}
        errorText={pattern.length > 4 && matches === 0 ? text.noSuchAction : undefined}
        secondaryControl={
          <Button
            disabled={matches === 0}
            ariaLabel={`${text.add} ${text.actionPattern}`}
            onClick={() => {
              put([...actions, pattern]);
              setPattern("");
            }}
          >
            {text.add}
          </Button>
        }
      >
        <Input value={pattern} spellcheck={false} onChange={({ detail }) => setPattern(detail.value)} />
      </FormField>
      <TokenGroup
        items={patterns.map((each) => ({ label: each, dismissLabel: text.removeItem(each) }))}
        onDismiss={({ detail }) => put(actions.filter((each) => each !== patterns[detail.itemIndex]))}
      />
    </SpaceBetween>
  );
}
