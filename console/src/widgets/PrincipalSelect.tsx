import FormField from "@cloudscape-design/components/form-field";
import Multiselect, { type MultiselectProps } from "@cloudscape-design/components/multiselect";
import { refusalText } from "../app/refusals";
import { usePrincipals } from "../queries/principals";

interface Props {
  label: string;
  description?: string;
  errorText?: string | undefined;
  /** ARNs. */
  value: readonly string[];
  onChange: (arns: string[]) => void;
}

/** Chooses users and roles of the account. */
export function PrincipalSelect({ label, description, errorText, value, onChange }: Props) {
  const principals = usePrincipals();
  const known: MultiselectProps.Option[] = (principals.data ?? []).map((each) => ({
    value: each.arn,
    label: each.name,
    description: each.arn,
    labelTag: each.type,
  }));
  const chosen = value.map((arn) => known.find((each) => each.value === arn) ?? { value: arn, label: arn });
  return (
    <FormField label={label} description={description} errorText={errorText} stretch>
      <Multiselect
        selectedOptions={chosen}
        options={known}
        filteringType="auto"
        placeholder="Choose users and roles"
        filteringPlaceholder="Name or ARN"
        empty="The account has no users and no roles."
        statusType={principals.isPending ? "loading" : principals.isError ? "error" : "finished"}
        loadingText="Loading users and roles"
        errorText={principals.isError ? refusalText(principals.error) : undefined}
        deselectAriaLabel={(option) => `Remove ${option.label}`}
        onChange={({ detail }) => onChange(detail.selectedOptions.map((each) => each.value ?? ""))}
      />
    </FormField>
  );
}
