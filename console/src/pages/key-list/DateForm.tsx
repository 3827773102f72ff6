import Calendar from "@cloudscape-design/components/calendar";
import DateInput from "@cloudscape-design/components/date-input";
import FormField from "@cloudscape-design/components/form-field";
import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { text } from "./text";

/** Chooses the day of a filter. */
export default function DateForm({ value, onChange, filter }: PropertyFilterProps.ExtendedOperatorFormProps<string>) {
  const day = value ?? (filter === undefined ? "" : filter.replaceAll("/", "-"));
  return (
    <SpaceBetween size="s">
      <FormField label={text.day}>
        <DateInput value={day} placeholder="YYYY/MM/DD" onChange={({ detail }) => onChange(detail.value)} />
      </FormField>
      <Calendar value={day} onChange={({ detail }) => onChange(detail.value)} />
    </SpaceBetween>
  );
}
