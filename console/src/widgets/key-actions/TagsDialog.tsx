import { TagResourceCommand, UntagResourceCommand } from "@aws-sdk/client-kms";
import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { useClients } from "../../app/clients";
import { tagKeyError, tagValueError } from "../../kms/tags";
import ActionDialog from "./ActionDialog";
import { text } from "./text";

interface Props {
  keyIds: readonly string[];
  leftOut: number;
  onClose: (changed: boolean) => void;
}

interface Row {
  key: string;
  value: string;
}

/** Adds tags to many keys, or removes them. */
export default function TagsDialog({ keyIds, leftOut, onClose }: Props) {
  const { kms, region } = useClients();
  const [rows, setRows] = useState<readonly Row[]>([{ key: "", value: "" }]);
  const [removed, setRemoved] = useState("");
  const [checked, setChecked] = useState(false);
  const tags = rows.filter((row) => row.key !== "" || row.value !== "");
  const allKeys = tags.map((row) => row.key);
  const removedKeys = removed
    .split(",")
    .map((key) => key.trim())
    .filter((key) => key !== "");
  const keyError = (row: Row) => (row.key === "" && row.value === "" ? null : tagKeyError(row.key, allKeys));
  const wrong = tags.some((row) => keyError(row) !== null || tagValueError(row.value) !== null);
  const nothing = tags.length === 0 && removedKeys.length === 0;
  const added = { Tags: tags.map((row) => ({ TagKey: row.key, TagValue: row.value })) };
  const change = (index: number, part: Partial<Row>) =>
    setRows((all) => all.map((row, at) => (at === index ? { ...row, ...part } : row)));

  return (
    <ActionDialog
      label={text.tags}
      note={text.tagsNote}
      severe={false}
      done={text.tagsTold}
      unsaved={!nothing}
      keyIds={keyIds}
      leftOut={leftOut}
      calls={[
        ...(tags.length > 0
          ? [{ service: "kms", operation: "TagResource", region, input: { KeyId: keyIds[0], ...added } } as const]
          : []),
        ...(removedKeys.length > 0
          ? [
              {
                service: "kms",
                operation: "UntagResource",
                region,
                input: { KeyId: keyIds[0], TagKeys: removedKeys },
              } as const,
            ]
          : []),
      ]}
      refuse={() => {
        setChecked(true);
        return nothing || wrong;
      }}
      act={async (KeyId) => {
        if (removedKeys.length > 0) {
          await kms.send(new UntagResourceCommand({ KeyId, TagKeys: removedKeys }));
        }
        if (tags.length > 0) {
          await kms.send(new TagResourceCommand({ KeyId, ...added }));
        }
      }}
      onClose={onClose}
    >
      <FormField label={text.tagsToAdd} stretch errorText={checked && nothing ? text.noTagChange : undefined}>
        <AttributeEditor
          items={rows}
          empty={text.noTags}
          addButtonText={text.addTag}
          removeButtonText={text.remove}
          onAddButtonClick={() => setRows((all) => [...all, { key: "", value: "" }])}
          onRemoveButtonClick={({ detail }) => setRows((all) => all.filter((_, at) => at !== detail.itemIndex))}
          definition={[
            {
              label: text.tagKey,
              errorText: (row) => (checked || row.key !== "" ? keyError(row) : null),
              control: (row, index) => (
                <Input value={row.key} onChange={({ detail }) => change(index, { key: detail.value })} />
              ),
            },
            {
              label: text.tagValue,
              errorText: (row) => tagValueError(row.value),
              control: (row, index) => (
                <Input value={row.value} onChange={({ detail }) => change(index, { value: detail.value })} />
              ),
            },
          ]}
        />
      </FormField>
      <FormField label={text.tagsToRemove} description={text.tagsToRemoveHint}>
        <Input value={removed} onChange={({ detail }) => setRemoved(detail.value)} />
      </FormField>
    </ActionDialog>
  );
}
