import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { text } from "./text";

const BYTES_MAX = 1024;

/** The number in the field; null if the API does not take it. */
export function bytesNumber(typed: string): number | null {
  const number = Number(typed);
  return /^\d+$/.test(typed) && number >= 1 && number <= BYTES_MAX ? number : null;
}

export function BytesNumber({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <FormField
      label={text.bytes}
      constraintText={text.bytesRange}
      errorText={bytesNumber(value) === null ? text.badBytes : undefined}
    >
      <Input
        type="number"
        inputMode="numeric"
        value={value}
        autoComplete="off"
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}
