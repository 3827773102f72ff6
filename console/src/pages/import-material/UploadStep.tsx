import type { KeyMetadata } from "@aws-sdk/client-kms";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import DatePicker from "@cloudscape-design/components/date-picker";
import FileUpload from "@cloudscape-design/components/file-upload";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TimeInput from "@cloudscape-design/components/time-input";
import { useState } from "react";
import { useClients } from "../../app/clients";
import { isSymmetricEncryption } from "../../kms/specs";
import { CopyAs } from "../../widgets/CopyAs";
import { Refusal } from "../../widgets/Refusal";
import { importInput, mayHaveSeveral, type Terms, termsFault, type Upload } from "./terms";
import { text } from "./text";

const FILE_BYTES_MAX = 6144;

interface Props {
  keyMetadata: KeyMetadata;
  terms: Terms;
  onTerms: (part: Partial<Terms>) => void;
  /** Whether the user has tried to go on, so that what is missing is told. */
  checked: boolean;
  refusal: unknown;
}

/** The files, and the terms of the import. */
export function UploadStep({ keyMetadata, terms, onTerms, checked, refusal }: Props) {
  const { region } = useClients();
  const symmetric = isSymmetricEncryption(keyMetadata);
  const fault = checked ? termsFault(terms) : undefined;
  return (
    <Container>
      <SpaceBetween size="m">
        <UploadField
          label={text.wrapped}
          value={terms.wrapped}
          checked={checked}
          onChange={(wrapped) => onTerms({ wrapped })}
        />
        <UploadField
          label={text.token}
          value={terms.token}
          checked={checked}
          onChange={(token) => onTerms({ token })}
        />
        <FormField label={text.expiration}>
          <Checkbox checked={terms.expires} onChange={({ detail }) => onTerms({ expires: detail.checked })}>
            {text.expires}
          </Checkbox>
        </FormField>
        {terms.expires && (
          <SpaceBetween direction="horizontal" size="m">
            <FormField label={text.date} errorText={fault}>
              <DatePicker value={terms.date} onChange={({ detail }) => onTerms({ date: detail.value })} />
            </FormField>
            <FormField label={text.time} constraintText={text.timeHint}>
              <TimeInput
                value={terms.time}
                format="hh:mm"
                placeholder="hh:mm"
                onChange={({ detail }) => onTerms({ time: detail.value })}
              />
            </FormField>
          </SpaceBetween>
        )}
        {mayHaveSeveral(keyMetadata) && (
          <>
            <FormField label={text.kind}>
              <RadioGroup
                value={terms.existing ? "existing" : "new"}
                items={[
                  { value: "new", label: text.newMaterial, description: text.newMaterialHint },
                  { value: "existing", label: text.existing, description: text.existingHint },
                ]}
                onChange={({ detail }) => onTerms({ existing: detail.value === "existing" })}
              />
            </FormField>
            {terms.existing && (
              <FormField label={text.materialId} constraintText={text.materialIdHint}>
                <Input
                  value={terms.materialId}
                  spellcheck={false}
                  onChange={({ detail }) => onTerms({ materialId: detail.value.trim() })}
                />
              </FormField>
            )}
          </>
        )}
        {symmetric && (
          <FormField label={text.description}>
            <Input value={terms.description} onChange={({ detail }) => onTerms({ description: detail.value })} />
          </FormField>
        )}
        <Refusal of={refusal} />
        <CopyAs
          call={{
            service: "kms",
            operation: "ImportKeyMaterial",
            region,
            input: { ...importInput(keyMetadata, terms) },
            secret: ["EncryptedKeyMaterial", "ImportToken"],
          }}
        />
      </SpaceBetween>
    </Container>
  );
}

interface FieldProps {
  label: string;
  value: Upload | null;
  checked: boolean;
  onChange: (upload: Upload | null) => void;
}

/** A file, or what was made on this page. */
function UploadField({ label, value, checked, onChange }: FieldProps) {
  const [files, setFiles] = useState<File[]>([]);
  const [tooLong, setTooLong] = useState(false);
  const missing = checked && value === null ? text.fileMissing : undefined;

  async function choose(next: File[]) {
    const [file] = next;
    setFiles(next);
    setTooLong(file !== undefined && file.size > FILE_BYTES_MAX);
    onChange(
      file === undefined || file.size > FILE_BYTES_MAX
        ? null
        : { name: file.name, content: new Uint8Array(await file.arrayBuffer()) },
    );
  }

  return (
    <FormField
      label={label}
      description={value !== null && files.length === 0 ? value.name : undefined}
      errorText={tooLong ? text.fileLong : missing}
    >
      <FileUpload
        value={files}
        showFileSize
        onChange={({ detail }) => void choose(detail.value)}
        i18nStrings={{
          uploadButtonText: () => text.choose,
          dropzoneText: () => text.choose,
          removeFileAriaLabel: (_, name) => text.remove(name),
          limitShowFewer: "",
          limitShowMore: "",
          errorIconAriaLabel: "Error",
        }}
      />
    </FormField>
  );
}
