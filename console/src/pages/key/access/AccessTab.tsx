import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useState } from "react";
import { usePolicy } from "../../../queries/keyDetails";
import { usePrincipals } from "../../../queries/principals";
import { PolicyEditor } from "../../../widgets/PolicyEditor";
import { Refusal } from "../../../widgets/Refusal";
import { pretty } from "../policy/pretty";
import type { TabProps } from "../tabs";
import { Matrix } from "./Matrix";
import { Others } from "./Others";
import { text } from "./text";

/** The tab "Who can use it": with the policy as it is, or with one that is not saved. */
export function AccessTab({ keyMetadata, mayChange, draft, setDraft }: TabProps) {
  const policy = usePolicy(keyMetadata.KeyId ?? "");
  const principals = usePrincipals();
  const [whatIf, setWhatIf] = useState(draft !== null);
  const saved = policy.data;
  if (saved === undefined || principals.data === undefined) {
    const error = policy.error ?? principals.error;
    return error === null ? <Spinner /> : <Refusal of={error} />;
  }
  const tried = whatIf && draft !== null ? draft.text : null;

  function choose(wanted: boolean) {
    setWhatIf(wanted);
    if (wanted && draft === null && saved !== undefined) {
      setDraft({ loaded: saved, text: pretty(saved) });
    }
  }

  return (
    <SpaceBetween size="l">
      {mayChange && (
        <FormField label={text.whatIf} description={text.whatIfNone}>
          <RadioGroup
            value={whatIf ? "draft" : "saved"}
            items={[
              { value: "saved", label: text.whatIfSaved },
              { value: "draft", label: text.whatIfDraft },
            ]}
            onChange={({ detail }) => choose(detail.value === "draft")}
          />
        </FormField>
      )}
      {tried !== null && draft !== null && (
        <PolicyEditor
          label={text.whatIfPolicy}
          value={tried}
          rows={14}
          onChange={(next) => setDraft({ ...draft, text: next })}
        />
      )}
      {tried !== null && tried === pretty(saved) && <Alert type="info">{text.whatIfNone}</Alert>}
      <Matrix keyMetadata={keyMetadata} principals={principals.data} saved={saved} tried={tried} />
      <Others keyMetadata={keyMetadata} policy={tried ?? saved} />
    </SpaceBetween>
  );
}
