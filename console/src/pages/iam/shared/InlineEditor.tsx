import type { IAMClient } from "@aws-sdk/client-iam";
import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useEffect, useState } from "react";
import { useFlash } from "../../../app/flashes";
import { useIam } from "../../../queries/iam";
import { CommandModal } from "../../../widgets/CommandModal";
import { jsonProblem } from "../../../widgets/json";
import { PolicyEditor } from "../../../widgets/PolicyEditor";
import { Refusal } from "../../../widgets/Refusal";
import { documentText, newPolicy, policyLength } from "./documents";
import { type Entity, inlinePolicy, putInline } from "./entity";
import { text } from "./text";

const LENGTH_MAX = { user: 2048, role: 10_240, group: 5120 };

interface Props {
  entity: Entity;
  /** Null for a new policy. */
  policyName: string | null;
  onClose: () => void;
}

/** Writes an inline policy of a user, role or group, or changes it. */
export function InlineEditor({ entity, policyName, onClose }: Props) {
  const flash = useFlash();
  const stored = useIam(
    [entity.kind, entity.name, "inline", policyName],
    async (iam) => documentText(await inlinePolicy(iam, entity, policyName ?? "")),
    policyName !== null,
  );
  const [name, setName] = useState(policyName ?? "");
  const [document, setDocument] = useState<string | null>(policyName === null ? newPolicy : null);
  const [loaded, setLoaded] = useState<string | undefined>(undefined);
  const [checked, setChecked] = useState(false);
  useEffect(() => {
    if (stored.data !== undefined) {
      setDocument((before) => before ?? stored.data);
      setLoaded((before) => before ?? stored.data);
    }
  }, [stored.data]);
  const shown = document ?? "";
  return (
    <CommandModal
      title={policyName === null ? text.createInline : text.editInline(policyName)}
      action={policyName === null ? text.createPolicy : text.save}
      size="large"
      commands={[putInline(entity, name, shown)]}
      check={() => {
        setChecked(true);
        return name !== "" && jsonProblem(shown) === null;
      }}
      onDone={() => {
        flash({ type: "success", content: text.saved(name) });
        onClose();
      }}
      unsaved={document !== null && (name !== (policyName ?? "") || document !== (loaded ?? newPolicy))}
      {...(policyName === null || loaded === undefined
        ? {}
        : {
            replaces: {
              loaded,
              read: async (iam: IAMClient) => documentText(await inlinePolicy(iam, entity, policyName)),
            },
          })}
      onDismiss={onClose}
    >
      {policyName === null && (
        <FormField label={text.policyName} errorText={checked && name === "" ? text.nameNeeded : undefined}>
          <Input value={name} onChange={({ detail }) => setName(detail.value)} autoFocus />
        </FormField>
      )}
      <Refusal of={stored.error} />
      {document !== null && (
        <PolicyEditor label={text.policyDocument} value={document} onChange={setDocument} rows={18} />
      )}
      <Box color="text-body-secondary">{text.characters(policyLength(shown), LENGTH_MAX[entity.kind])}</Box>
    </CommandModal>
  );
}
