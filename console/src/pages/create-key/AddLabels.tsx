import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { withoutPrefix } from "../../kms/aliases";
import { TAGS_MAX, tagKeyError, tagValueError } from "../../kms/tags";
import type { Draft, DraftTag } from "./draft";
import type { StepProps } from "./StepProps";
import { text } from "./text";

/** Step 2: what people call the key. */
export function AddLabels({ draft, setDraft, problems }: StepProps) {
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const changeTag = (index: number, part: Partial<DraftTag>) =>
    change({ tags: draft.tags.map((tag, at) => (at === index ? { ...tag, ...part } : tag)) });
  const keys = draft.tags.map(({ key }) => key);
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{text.labels}</Header>}>
        <SpaceBetween size="l">
          <FormField label={text.alias} description={text.aliasHint} errorText={problems.alias}>
            <Input
              value={draft.alias}
              spellcheck={false}
              autoComplete="off"
              ariaRequired
              onChange={({ detail }) => change({ alias: withoutPrefix(detail.value) })}
            />
          </FormField>
          <FormField label={text.description} description={text.descriptionHint} errorText={problems.description}>
            <Textarea
              value={draft.description}
              rows={3}
              onChange={({ detail }) => change({ description: detail.value })}
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container
        header={
          <Header variant="h2" description={text.tagsHint}>
            {text.tags} <i>– {text.optional}</i>
          </Header>
        }
      >
        <FormField errorText={problems.tags} stretch>
          <AttributeEditor
            items={draft.tags}
            empty={text.noTags}
            addButtonText={text.addTag}
            removeButtonText={text.remove}
            removeButtonAriaLabel={(tag) => text.removeTag(tag.key)}
            disableAddButton={draft.tags.length >= TAGS_MAX}
            onAddButtonClick={() => change({ tags: [...draft.tags, { key: "", value: "" }] })}
            onRemoveButtonClick={({ detail }) =>
              change({ tags: draft.tags.filter((_, at) => at !== detail.itemIndex) })
            }
            definition={[
              {
                label: text.tagKey,
                errorText: (tag, index) =>
                  problems.tagKeys[index] ?? (tag.key === "" ? null : tagKeyError(tag.key, keys)),
                control: (tag, index) => (
                  <Input value={tag.key} onChange={({ detail }) => changeTag(index, { key: detail.value })} />
                ),
              },
              {
                label: text.tagValue,
                errorText: (tag) => tagValueError(tag.value),
                control: (tag, index) => (
                  <Input value={tag.value} onChange={({ detail }) => changeTag(index, { value: detail.value })} />
                ),
              },
            ]}
          />
        </FormField>
      </Container>
    </SpaceBetween>
  );
}
