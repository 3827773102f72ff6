import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import {
  formatPolicy,
  parsePolicy,
  plusStatement,
  type Statement,
  statementName,
  withStatement,
} from "../../../policy/document";
import { ActionsField } from "./ActionsField";
import { ConditionsField } from "./ConditionsField";
import { PrincipalsField } from "./PrincipalsField";
import { text } from "./text";

/** Changes the text of the policy statement by statement. */
export function StatementBuilder({ policy, onChange }: { policy: string; onChange: (policy: string) => void }) {
  const [chosen, setChosen] = useState(0);
  const document = parsePolicy(policy);
  const header = (
    <Header
      variant="h3"
      actions={
        <Button
          disabled={document === null}
          onClick={() => {
            if (document !== null) {
              setChosen(document.Statement.length);
              onChange(formatPolicy(plusStatement(document, freshStatement())));
            }
          }}
        >
          {text.addStatement}
        </Button>
      }
    >
      {text.builder}
    </Header>
  );
  if (document === null) {
    return (
      <SpaceBetween size="m">
        {header}
        <Box color="text-body-secondary">{text.builderOff}</Box>
      </SpaceBetween>
    );
  }
  const index = Math.min(chosen, document.Statement.length - 1);
  const statement = document.Statement[index];
  const change = (next: Statement | null) => onChange(formatPolicy(withStatement(document, index, next)));
  const options = document.Statement.map((each, at) => ({ value: String(at), label: statementName(each, at) }));
  return (
    <SpaceBetween size="m">
      {header}
      {statement !== undefined && (
        <SpaceBetween size="m">
          <FormField
            label={text.statement}
            secondaryControl={<Button onClick={() => change(null)}>{text.removeStatement}</Button>}
          >
            <Select
              options={options}
              selectedOption={options[index] ?? null}
              onChange={({ detail }) => setChosen(Number(detail.selectedOption.value))}
            />
          </FormField>
          <FormField label={text.sid}>
            <Input
              value={statement.Sid ?? ""}
              onChange={({ detail }) => {
                const { Sid: _, ...rest } = statement;
                change(detail.value === "" ? rest : { Sid: detail.value, ...rest });
              }}
            />
          </FormField>
          <FormField label={text.effect}>
            <SegmentedControl
              label={text.effect}
              selectedId={statement.Effect ?? null}
              options={[
                { id: "Allow", text: "Allow" },
                { id: "Deny", text: "Deny" },
              ]}
              onChange={({ detail }) => change({ ...statement, Effect: detail.selectedId })}
            />
          </FormField>
          <PrincipalsField statement={statement} onChange={change} />
          <ActionsField statement={statement} onChange={change} />
          <ConditionsField statement={statement} onChange={change} />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}

function freshStatement(): Statement {
  return { Sid: "Statement1", Effect: "Allow", Principal: { AWS: [] }, Action: [], Resource: "*" };
}
