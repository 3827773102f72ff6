import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";

interface Props<T extends string> {
  label: string;
  value: T | undefined;
  options: readonly T[];
  onChange: (value: T) => void;
  description?: string;
}

/** Chooses one of the names that a key offers. It is not there if there is no choice. */
export function AlgorithmSelect<T extends string>({ label, value, options, onChange, description }: Props<T>) {
  if (options.length < 2) {
    return null;
  }
  return (
    <FormField label={label} description={description}>
      <Select
        selectedOption={value === undefined ? null : { value, label: value }}
        options={options.map((each) => ({ value: each, label: each }))}
        onChange={({ detail }) => {
          const chosen = options.find((each) => each === detail.selectedOption.value);
          if (chosen !== undefined) {
            onChange(chosen);
          }
        }}
      />
    </FormField>
  );
}

/** The wanted name if the key offers it, else its first one. */
export function offered<T extends string>(wanted: T | undefined, options: readonly T[] | undefined): T | undefined {
  return options?.find((each) => each === wanted) ?? options?.[0];
}
