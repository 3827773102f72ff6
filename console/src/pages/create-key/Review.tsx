import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useClients } from "../../app/clients";
import { originLabels, usageLabels } from "../../kms/specs";
import { CopyAs } from "../../widgets/CopyAs";
import { PolicyEditor } from "../../widgets/PolicyEditor";
import { createKeyInput, type Draft, policyOf, type Step, steps } from "./draft";
import { text } from "./text";

interface Props {
  draft: Draft;
  setDraft: (draft: Draft) => void;
  accountId: string;
  onEdit: (step: number) => void;
}

/** Step 5: all that was chosen, and the policy, which can be changed here. */
export function Review({ draft, setDraft, accountId, onEdit }: Props) {
  const { region } = useClients();
  const policy = draft.policy ?? policyOf(draft, accountId);
  const editButton = (step: Step) => (
    <Button ariaLabel={text.editStep(text.steps[step])} onClick={() => onEdit(steps.indexOf(step))}>
      {text.edit}
    </Button>
  );
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header variant="h2" actions={editButton("configure")}>
            {text.configuration}
          </Header>
        }
      >
        <KeyValuePairs
          columns={3}
          items={[
            { label: text.keyType, value: draft.type },
            { label: text.keySpec, value: draft.spec },
            { label: text.keyUsage, value: usageLabels[draft.usage] },
            { label: text.origin, value: originLabels[draft.origin] },
            { label: text.regionality, value: draft.multiRegion ? text.multiRegion : text.singleRegion },
          ]}
        />
      </Container>
      <Container
        header={
          <Header variant="h2" actions={editButton("labels")}>
            {text.labels}
          </Header>
        }
      >
        <KeyValuePairs
          columns={3}
          items={[
            { label: text.alias, value: draft.alias },
            { label: text.description, value: draft.description || text.none2 },
            {
              label: text.tags,
              value: draft.tags.map(({ key, value }) => `${key} = ${value}`).join(", ") || text.none2,
            },
          ]}
        />
      </Container>
      <Container
        header={
          <Header variant="h2" description={text.policyHint} actions={editButton("administrators")}>
            {text.policy}
          </Header>
        }
      >
        <SpaceBetween size="m">
          {draft.policy !== null && (
            <Alert
              type="info"
              action={<Button onClick={() => setDraft({ ...draft, policy: null })}>{text.policyAnew}</Button>}
            >
              {text.policyChanged}
            </Alert>
          )}
          <PolicyEditor
            label={text.policy}
            description={text.bypassNote}
            value={policy}
            rows={24}
            onChange={(changed) => {
              if (changed !== policy) {
                setDraft({ ...draft, policy: changed });
              }
            }}
          />
        </SpaceBetween>
      </Container>
      <CopyAs
        call={[
          { service: "kms", operation: "CreateKey", region, input: { ...createKeyInput(draft, accountId) } },
          {
            service: "kms",
            operation: "CreateAlias",
            region,
            input: { AliasName: `alias/${draft.alias}`, TargetKeyId: "<KeyId>" },
          },
        ]}
      />
    </SpaceBetween>
  );
}
