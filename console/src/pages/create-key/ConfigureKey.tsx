import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tiles from "@cloudscape-design/components/tiles";
import { type KeyType, keyTypes, specs, specsFor, usageLabels, usagesFor } from "../../kms/specs";
import { type Draft, mayImport, withType, withUsage } from "./draft";
import type { StepProps } from "./StepProps";
import { text } from "./text";

/** Step 1: what the key is for ever. */
export function ConfigureKey({ draft, setDraft, problems }: StepProps) {
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const specsOfUsage = specsFor(draft.type, draft.usage);
  return (
    <Container
      header={
        <Header variant="h2" description={text.permanent}>
          {text.configuration}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <FormField label={text.keyType} stretch>
          <Tiles
            value={draft.type}
            items={keyTypes.map((type) => ({ value: type, label: type, description: text.types[type] }))}
            onChange={({ detail }) => setDraft(withType(draft, detail.value as KeyType))}
          />
        </FormField>
        <FormField label={text.keyUsage}>
          <RadioGroup
            value={draft.usage}
            items={usagesFor(draft.type).map((usage) => ({
              value: usage,
              label: usageLabels[usage],
              description: text.usages[usage],
            }))}
            onChange={({ detail }) => setDraft(withUsage(draft, detail.value as Draft["usage"]))}
          />
        </FormField>
        {draft.spec !== "SYMMETRIC_DEFAULT" && (
          <FormField label={text.keySpec}>
            <RadioGroup
              value={draft.spec}
              items={specsOfUsage.map((spec) => ({ value: spec, label: spec, description: specs[spec].note }))}
              onChange={({ detail }) => change({ spec: detail.value as Draft["spec"] })}
            />
          </FormField>
        )}
        <ExpandableSection
          headerText={text.advanced}
          defaultExpanded={draft.origin === "EXTERNAL" || draft.multiRegion}
        >
          <SpaceBetween size="l">
            <FormField label={text.origin}>
              <RadioGroup
                value={draft.origin}
                items={[
                  { value: "AWS_KMS", label: text.kms, description: text.kmsHint },
                  {
                    value: "EXTERNAL",
                    label: text.external,
                    description: mayImport(draft.usage) ? text.externalHint : text.noExternal,
                    disabled: !mayImport(draft.usage),
                  },
                ]}
                onChange={({ detail }) => change({ origin: detail.value as Draft["origin"] })}
              />
            </FormField>
            {draft.origin === "EXTERNAL" && (
              <FormField errorText={problems.understood}>
                <Checkbox checked={draft.understood} onChange={({ detail }) => change({ understood: detail.checked })}>
                  {text.understood}
                </Checkbox>
              </FormField>
            )}
            <FormField label={text.regionality}>
              <RadioGroup
                value={draft.multiRegion ? "multi" : "single"}
                items={[
                  { value: "single", label: text.singleRegion, description: text.singleRegionHint },
                  { value: "multi", label: text.multiRegion, description: text.multiRegionHint },
                ]}
                onChange={({ detail }) => change({ multiRegion: detail.value === "multi" })}
              />
            </FormField>
          </SpaceBetween>
        </ExpandableSection>
      </SpaceBetween>
    </Container>
  );
}
