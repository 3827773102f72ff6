import { paginateListGroups, paginateListRoles, paginateListUsers } from "@aws-sdk/client-iam";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import { refusalText } from "../../../app/refusals";
import { collect, useIam } from "../../../queries/iam";
import { text } from "./text";

interface Props {
  value: string;
  onChange: (arn: string) => void;
  errorText?: string;
}

/** Chooses a user, role or group of the account by its ARN. */
export function PrincipalSelect({ value, onChange, errorText }: Props) {
  const all = useIam(["principals"], async (client) => {
    const [users, roles, groups] = await Promise.all([
      collect(paginateListUsers({ client, pageSize: 1000 }, {}), (page) => page.Users),
      collect(paginateListRoles({ client, pageSize: 1000 }, {}), (page) => page.Roles),
      collect(paginateListGroups({ client, pageSize: 1000 }, {}), (page) => page.Groups),
    ]);
    return [
      { label: "Users", options: users.map(({ Arn, UserName }) => option(Arn, UserName)) },
      { label: "Roles", options: roles.map(({ Arn, RoleName }) => option(Arn, RoleName)) },
      { label: "User groups", options: groups.map(({ Arn, GroupName }) => option(Arn, GroupName)) },
    ].filter(({ options }) => options.length > 0);
  });
  const options = all.data ?? [];
  const chosen = options.flatMap((group) => group.options).find((each) => each.value === value);
  return (
    <FormField
      label={text.principal}
      errorText={errorText ?? (all.error === null ? undefined : refusalText(all.error))}
    >
      <Select
        options={options}
        selectedOption={chosen ?? (value === "" ? null : { value, label: value })}
        placeholder={text.choosePrincipal}
        filteringType="auto"
        statusType={all.isPending ? "loading" : "finished"}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? "")}
      />
    </FormField>
  );
}

function option(arn: string | undefined, name: string | undefined) {
  return { value: arn ?? "", label: name ?? "", description: arn ?? "" };
}
