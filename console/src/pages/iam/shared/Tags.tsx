import type { Tag } from "@aws-sdk/client-iam";
import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import Button from "@cloudscape-design/components/button";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { useFlash } from "../../../app/flashes";
import { tagKeyError, tagValueError } from "../../../kms/tags";
import { CommandModal } from "../../../widgets/CommandModal";
import { ResourceTable } from "../../../widgets/ResourceTable";
import { type Tagged, tagChange, tagCommands } from "./tags";
import { text } from "./text";

const TAGS_MAX = 50;

interface Props {
  of: Tagged;
  query: { data: Tag[] | undefined; error: unknown; isPending: boolean };
}

/** The tags of a user, role or policy. */
export function Tags({ of, query }: Props) {
  const flash = useFlash();
  const [draft, setDraft] = useState<Tag[] | null>(null);
  // The tags with which the dialog opened: somebody else may add some meanwhile, which must stay.
  const [loaded, setLoaded] = useState<Tag[]>([]);
  const old = query.data ?? [];
  const change = tagChange(loaded, draft?.filter(({ Key }) => Key !== "") ?? []);
  return (
    <>
      <ResourceTable
        title={text.tags}
        headed
        description={text.tagsHint}
        query={query}
        keyOf={({ Key }) => Key ?? ""}
        empty={text.noTags}
        columns={[
          { id: "key", header: text.key, value: ({ Key }) => Key },
          { id: "value", header: text.value, value: ({ Value }) => Value },
        ]}
        actions={
          <Button
            onClick={() => {
              setLoaded(old);
              setDraft(old.length > 0 ? old : [{ Key: "", Value: "" }]);
            }}
          >
            {text.manageTags}
          </Button>
        }
      />
      {draft !== null && (
        <CommandModal
          title={text.manageTags}
          action={text.save}
          size="medium"
          commands={tagCommands(of, change)}
          unsaved={Object.values(change).some((list) => list.length > 0)}
          onDone={() => {
            flash({ type: "success", content: text.tagsSaved });
            setDraft(null);
          }}
          onDismiss={() => setDraft(null)}
        >
          <TagRows tags={draft} onChange={setDraft} />
        </CommandModal>
      )}
    </>
  );
}

/** Rows of a tag's key and value, which can be added and removed. */
export function TagRows({ tags, onChange }: { tags: Tag[]; onChange: (tags: Tag[]) => void }) {
  const put = (index: number, change: Partial<Tag>) =>
    onChange(tags.map((tag, at) => (at === index ? { Key: tag.Key, Value: tag.Value, ...change } : tag)));
  // IAM's tag keys are the same in upper and lower case.
  const keys = tags.map(({ Key = "" }) => Key.toLowerCase());
  return (
    <AttributeEditor
      items={tags}
      addButtonText={text.addTag}
      removeButtonText={text.remove}
      removeButtonAriaLabel={({ Key }) => `${text.remove} ${Key ?? ""}`}
      disableAddButton={tags.length >= TAGS_MAX}
      additionalInfo={tags.length >= TAGS_MAX ? text.tooManyTags : undefined}
      empty={text.noTags}
      onAddButtonClick={() => onChange([...tags, { Key: "", Value: "" }])}
      onRemoveButtonClick={({ detail }) => onChange(tags.filter((_tag, at) => at !== detail.itemIndex))}
      definition={[
        {
          label: text.key,
          errorText: ({ Key = "" }) => (Key === "" ? null : tagKeyError(Key.toLowerCase(), keys)),
          control: ({ Key = "" }, index) => (
            <Input value={Key} onChange={({ detail }) => put(index, { Key: detail.value })} />
          ),
        },
        {
          label: `${text.value} – ${text.optional}`,
          errorText: ({ Value = "" }) => tagValueError(Value),
          control: ({ Value = "" }, index) => (
            <Input value={Value} onChange={({ detail }) => put(index, { Value: detail.value })} />
          ),
        },
      ]}
    />
  );
}
