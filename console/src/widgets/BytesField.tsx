import FileUpload from "@cloudscape-design/components/file-upload";
import FormField from "@cloudscape-design/components/form-field";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import type { ReactNode } from "react";
import { type Encoding, encodingLabels, encodings } from "../bytes/encodings";
import { type Draft, fault, sizeOf } from "./draft";

interface Props {
  label: string;
  draft: Draft;
  onChange: (draft: Draft) => void;
  description?: ReactNode;
  /** Beside the counter: how many bytes there may be. */
  bytesMax?: number | undefined;
  errorText?: string | undefined;
  placeholder?: string;
  /** A field on a page with several files names its own. */
  fileLabel?: string;
  rows?: number;
}

export const bytesText = {
  chooseFile: "Choose file",
  drop: "Drop the file here",
  fileIsUsed: "The file below is used instead.",
  remove: (name: string) => `Remove ${name}`,
  encoding: "Encoding",
  count: (bytes: number, max?: number) =>
    `${bytes.toLocaleString("en")}${max === undefined ? "" : ` of ${max.toLocaleString("en")}`} byte${
      bytes === 1 && max === undefined ? "" : "s"
    }`,
};

/** A field for bytes: typed as text, hexadecimal or base64, or in a file. It counts them. */
export function BytesField({ label, draft, onChange, bytesMax, errorText, ...rest }: Props) {
  const size = sizeOf(draft);
  const { file } = draft;
  return (
    <SpaceBetween size="xs">
      <FormField
        stretch
        label={label}
        description={rest.description}
        errorText={errorText ?? fault(draft)}
        constraintText={size === null ? undefined : bytesText.count(size, bytesMax)}
      >
        <Textarea
          value={file === null ? draft.text : ""}
          disabled={file !== null}
          placeholder={file === null ? (rest.placeholder ?? "") : bytesText.fileIsUsed}
          rows={rest.rows ?? 6}
          spellcheck={false}
          autoComplete="off"
          onChange={({ detail }) => onChange({ ...draft, text: detail.value })}
        />
      </FormField>
      <SpaceBetween direction="horizontal" size="xs" alignItems="end">
        <FileUpload
          value={file === null ? [] : [file]}
          onChange={({ detail }) => onChange({ ...draft, file: detail.value[0] ?? null })}
          showFileSize
          i18nStrings={{
            uploadButtonText: () => rest.fileLabel ?? bytesText.chooseFile,
            dropzoneText: () => bytesText.drop,
            removeFileAriaLabel: (_, name) => bytesText.remove(name),
          }}
        />
        {draft.form !== "ciphertext" && file === null && (
          <SegmentedControl
            label={bytesText.encoding}
            selectedId={draft.form}
            options={encodings.map((id) => ({ id, text: encodingLabels[id] }))}
            onChange={({ detail }) => onChange({ ...draft, form: detail.selectedId as Encoding })}
          />
        )}
      </SpaceBetween>
    </SpaceBetween>
  );
}
