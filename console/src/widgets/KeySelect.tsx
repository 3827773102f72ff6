import FormField from "@cloudscape-design/components/form-field";
import Select, { type SelectProps } from "@cloudscape-design/components/select";
import { useMemo, useState } from "react";
import { isDenial, refusalText } from "../app/refusals";
import { aliasesByKey } from "../kms/aliases";
import { keyNameOf } from "../kms/keyNames";
import { type KeyMetadata, useAliases, useKeyDescriptions, useKeys } from "../queries/keys";

interface Props {
  /** The ARN of the chosen key, or another name of it; null for none. */
  value: string | null;
  onChange: (name: string, key: KeyMetadata | undefined) => void;
  /** Which keys may be chosen. */
  accepts: (key: KeyMetadata) => boolean;
  /** Whether a key can be named that is not in the list. Who may use a key need not have the right to list keys. */
  nameable?: boolean;
  label?: string;
  description?: string | undefined;
  errorText?: string | undefined;
  warningText?: string | undefined;
}

const text = {
  choose: "Choose a key",
  find: "Alias, key ID or ARN",
  none: "No key of this Region can do this.",
  loading: "Loading keys",
  mayNotList: "You may not list the keys. Type the alias, key ID or ARN of one.",
  use: (name: string) => `Use: ${name}`,
} as const;

const NONE: readonly string[] = [];
/** More options than this are not drawn before they are in sight. */
const DRAWN_MAX = 100;

/** Chooses one of the keys of the Region, by alias or id. What they can do is asked when somebody is about to choose. */
export function KeySelect({ value, onChange, accepts, nameable = false, label = "Key", ...rest }: Props) {
  const { description, errorText, warningText } = rest;
  const keys = useKeys();
  const aliases = useAliases();
  const [wanted, setWanted] = useState(false);
  const { found: metadata, done } = useKeyDescriptions(keys.data, wanted ? undefined : NONE);
  const aliasNames = useMemo(() => aliasesByKey(aliases.data), [aliases.data]);
  const [typed, setTyped] = useState("");
  const options = useMemo(
    () =>
      [...metadata.values()].filter(accepts).map((key) => {
        const names = aliasNames.get(key.KeyId ?? "") ?? [];
        const option: SelectProps.Option = {
          value: key.Arn ?? key.KeyId ?? "",
          label: names[0] ?? key.KeyId ?? "",
          description: `${key.KeyId} · ${key.KeySpec}${key.KeyState === "Enabled" ? "" : ` · ${key.KeyState}`}`,
        };
        return {
          option,
          words: [...names.map((name) => `alias/${name}`), key.Arn, key.KeySpec, key.Description]
            .join("\n")
            .toLowerCase(),
        };
      }),
    [metadata, aliasNames, accepts],
  );
  const sought = typed.trim().toLowerCase();
  const found = options.filter(({ words }) => words.includes(sought)).map(({ option }) => option);
  const name = nameable && found.length === 0 ? keyNameOf(typed) : null;
  const known = options.find(({ option }) => option.value === value)?.option;
  const nameOf = (arn: string) => aliasNames.get(idOf(arn))?.[0] ?? arn;
  const denied = nameable && isDenial(keys.error);
  return (
    <FormField
      label={label}
      description={description}
      constraintText={denied ? text.mayNotList : undefined}
      warningText={warningText}
      errorText={errorText ?? (keys.error === null || denied ? undefined : refusalText(keys.error))}
    >
      <Select
        selectedOption={known ?? (value === null ? null : { value, label: nameOf(value) })}
        options={name === null ? found : [{ value: name, label: text.use(name) }]}
        filteringType="manual"
        filteringPlaceholder={text.find}
        onFocus={() => setWanted(true)}
        onLoadItems={({ detail }) => {
          setWanted(true);
          setTyped(detail.filteringText);
        }}
        virtualScroll={found.length > DRAWN_MAX}
        placeholder={text.choose}
        empty={denied ? text.mayNotList : text.none}
        statusType={keys.isPending || (keys.data !== undefined && !done) ? "loading" : "finished"}
        loadingText={text.loading}
        onChange={({ detail }) => {
          const arn = detail.selectedOption.value ?? "";
          onChange(arn, metadata.get(idOf(arn)));
        }}
      />
    </FormField>
  );
}

const idOf = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);
