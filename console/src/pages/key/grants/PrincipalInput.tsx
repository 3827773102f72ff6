import Autosuggest from "@cloudscape-design/components/autosuggest";
import FormField from "@cloudscape-design/components/form-field";
import { usePrincipals } from "../../../queries/principals";
import { text } from "./text";

interface Props {
  label: string;
  value: string;
  onChange: (arn: string) => void;
  errorText?: string | undefined;
}

/** What is wrong with what was typed as a principal; undefined for what can be one, and for nothing. */
export function principalFault(typed: string): string | undefined {
  return typed === "" || /^arn:[^:]+:(iam|sts)::\d{12}:\S+$/.test(typed) ? undefined : text.noPrincipal;
}

/** One principal: from the users and roles of the account, or any ARN. */
export function PrincipalInput({ label, value, onChange, errorText }: Props) {
  const { data } = usePrincipals();
  return (
    <FormField label={label} constraintText={text.principalHint} errorText={errorText}>
      <Autosuggest
        value={value}
        options={(data ?? []).map((each) => ({
          value: each.arn,
          label: each.arn,
          description: each.name,
          tags: [each.type],
        }))}
        enteredTextLabel={text.useEntered}
        placeholder={text.enter}
        empty={text.noPrincipals}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}
