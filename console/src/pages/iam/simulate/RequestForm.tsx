import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { KeySelect } from "../../../widgets/KeySelect";
import { type ContextRow, entries, type Form, type Problems, withActions } from "./form";
import { actionSets, text } from "./text";

const anyKey = () => true;

interface Props {
  form: Form;
  put: (change: Partial<Form>) => void;
  problems: Problems;
}

/** The request to be simulated: actions, resources and condition keys. */
export function RequestForm({ form, put, problems }: Props) {
  const putRow = (index: number, change: Partial<ContextRow>) =>
    put({ context: form.context.map((row, at) => (at === index ? { ...row, ...change } : row)) });
  return (
    <SpaceBetween size="m">
      <FormField
        label={text.actions}
        description={text.actionsHint}
        errorText={problems.actions === true ? text.actionsNeeded : undefined}
        secondaryControl={
          <ButtonDropdown
            items={actionSets.map(({ id, text: label }) => ({ id, text: label }))}
            onItemClick={({ detail }) =>
              put({
                actions: withActions(form.actions, actionSets.find(({ id }) => id === detail.id)?.actions ?? []),
              })
            }
          >
            {text.addActions}
          </ButtonDropdown>
        }
      >
        <Textarea
          value={form.actions}
          rows={Math.min(12, Math.max(4, form.actions.split("\n").length))}
          spellcheck={false}
          onChange={({ detail }) => put({ actions: detail.value })}
        />
      </FormField>
      <KeySelect
        label={text.key}
        description={text.keyHint}
        value={form.key}
        accepts={anyKey}
        onChange={(arn) => put({ key: arn, resources: [...new Set([...entries(form.resources), arn])].join("\n") })}
      />
      {form.key !== null && (
        <Checkbox
          checked={form.useKeyPolicy}
          description={text.keyPolicyHint}
          onChange={({ detail }) => put({ useKeyPolicy: detail.checked })}
        >
          {text.useKeyPolicy}
        </Checkbox>
      )}
      {!form.useKeyPolicy && (
        <FormField label={text.resources} description={text.resourcesHint}>
          <Textarea
            value={form.resources}
            rows={2}
            spellcheck={false}
            onChange={({ detail }) => put({ resources: detail.value })}
          />
        </FormField>
      )}
      {form.useKeyPolicy && (form.source === "custom" || form.principal.includes(":group/")) && (
        <FormField label={text.caller} description={text.callerHint}>
          <Input value={form.caller} spellcheck={false} onChange={({ detail }) => put({ caller: detail.value })} />
        </FormField>
      )}
      <FormField label={text.context}>
        <AttributeEditor
          items={form.context}
          addButtonText={text.addContext}
          removeButtonText={text.remove}
          onAddButtonClick={() => put({ context: [...form.context, { key: "", values: "" }] })}
          onRemoveButtonClick={({ detail }) =>
            put({ context: form.context.filter((_row, at) => at !== detail.itemIndex) })
          }
          definition={[
            {
              label: text.contextKey,
              control: ({ key }, index) => (
                <Input
                  value={key}
                  placeholder="aws:SourceIp"
                  onChange={({ detail }) => putRow(index, { key: detail.value })}
                />
              ),
            },
            {
              label: text.contextValues,
              control: ({ values }, index) => (
                <Input value={values} onChange={({ detail }) => putRow(index, { values: detail.value })} />
              ),
            },
          ]}
        />
      </FormField>
    </SpaceBetween>
  );
}
