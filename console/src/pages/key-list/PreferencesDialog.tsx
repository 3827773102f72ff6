import CollectionPreferences, {
  type CollectionPreferencesProps,
} from "@cloudscape-design/components/collection-preferences";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useEffect, useRef } from "react";
import { allColumns, type Preferences, pageSizes } from "./preferences";
import { tagKeyOf } from "./rows";
import { text } from "./text";

interface Props {
  preferences: Preferences;
  onChange: (preferences: Preferences) => void;
}

/** The dialog for the size of a page, the columns and their order, and tags as columns, and the button that opens it. */
export default function PreferencesDialog({ preferences, onChange }: Props) {
  const columns = allColumns(preferences);
  const place = useRef<HTMLDivElement>(null);
  // It is loaded when somebody has pressed the button that stood in its place. Only its own button can open it.
  useEffect(() => place.current?.querySelector("button")?.click(), []);
  return (
    <div ref={place}>
      <CollectionPreferences
        title={text.preferences}
        preferences={{
          pageSize: preferences.pageSize,
          wrapLines: preferences.wrapLines,
          contentDisplay: columns,
          custom: preferences.tagColumns.join(", "),
        }}
        onConfirm={({ detail }) =>
          onChange(chosen(preferences, detail as CollectionPreferencesProps.Preferences<string>))
        }
        pageSizePreference={{
          title: text.pageSize,
          options: pageSizes.map((value) => ({ value, label: text.pageSizeOf(value) })),
        }}
        wrapLinesPreference={{}}
        contentDisplayPreference={{
          title: text.shownColumns,
          options: columns.map(({ id }) => ({
            id,
            label: tagKeyOf(id) ?? text.columns[id] ?? id,
            alwaysVisible: id === "alias",
          })),
        }}
        customPreference={(value: string | undefined, setValue: (value: string) => void) => (
          <FormField label={text.tagColumns} description={text.tagColumnsHint}>
            <Input value={value ?? ""} onChange={({ detail }) => setValue(detail.value)} />
          </FormField>
        )}
      />
    </div>
  );
}

function chosen(before: Preferences, detail: CollectionPreferencesProps.Preferences<string>): Preferences {
  const tagColumns = (detail.custom ?? "")
    .split(",")
    .map((key) => key.trim())
    .filter((key, at, all) => key !== "" && all.indexOf(key) === at);
  const columns = (detail.contentDisplay ?? before.columns).filter(({ id }) => {
    const tagKey = tagKeyOf(id);
    return tagKey === undefined || tagColumns.includes(tagKey);
  });
  return {
    pageSize: detail.pageSize ?? before.pageSize,
    wrapLines: detail.wrapLines ?? before.wrapLines,
    columns: columns.map(({ id, visible }) => ({ id, visible })),
    tagColumns,
  };
}
