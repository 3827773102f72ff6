import { CreateGrantCommand, type GrantOperation, type KeyMetadata } from "@aws-sdk/client-kms";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Multiselect from "@cloudscape-design/components/multiselect";
import { useEffect, useState } from "react";
import { useClients } from "../../../app/clients";
import { isSymmetricEncryption } from "../../../kms/specs";
import { useChange } from "../../../queries/change";
import { Ask } from "../../../widgets/Ask";
import { ConstraintField, constraintOf, type GrantConstraint, noConstraint } from "./ConstraintField";
import { GrantToken } from "./GrantToken";
import { grantOperations } from "./operations";
import { PrincipalInput, principalFault } from "./PrincipalInput";
import { text } from "./text";

/** Makes a grant, and shows its token once. */
export function CreateGrant({ keyMetadata, onClose }: { keyMetadata: KeyMetadata; onClose: () => void }) {
  const { kms, region } = useClients();
  const change = useChange(keyMetadata.KeyId ?? "");
  const [name, setName] = useState("");
  const [grantee, setGrantee] = useState("");
  const [retiring, setRetiring] = useState("");
  const [operations, setOperations] = useState<readonly GrantOperation[]>([]);
  const [constraint, setConstraint] = useState<GrantConstraint>(noConstraint);
  const [checked, setChecked] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => () => setToken(null), []);

  const nameFault = /^[a-zA-Z0-9:/_-]{0,256}$/.test(name) ? undefined : text.nameStrange;
  const constraints = constraintOf(constraint);
  const constraintFault = constraint.kind !== "none" && constraints === undefined ? text.pairsMissing : undefined;
  const faults = [
    nameFault,
    constraintFault,
    grantee === "" ? text.granteeMissing : principalFault(grantee),
    principalFault(retiring),
    operations.length === 0 ? text.operationsMissing : undefined,
  ];
  const input = {
    KeyId: keyMetadata.Arn,
    GranteePrincipal: grantee,
    Operations: [...operations],
    ...(retiring === "" ? {} : { RetiringPrincipal: retiring }),
    ...(name === "" ? {} : { Name: name }),
    ...(constraints === undefined ? {} : { Constraints: constraints }),
  };

  async function create() {
    setChecked(true);
    if (faults.every((fault) => fault === undefined)) {
      await change.run(async () => setToken((await kms.send(new CreateGrantCommand(input))).GrantToken ?? ""));
    }
  }

  if (token !== null) {
    return <GrantToken token={token} onClose={onClose} />;
  }
  const options = grantOperations(keyMetadata).map((each) => ({ value: each, label: each }));
  return (
    <Ask
      header={text.createTitle}
      action={text.create}
      size="large"
      busy={change.busy}
      refusal={change.refusal}
      call={{ service: "kms", operation: "CreateGrant", region, input }}
      unsaved={grantee !== "" || operations.length > 0 || retiring !== "" || name !== "" || constraint !== noConstraint}
      onAct={() => void create()}
      onClose={onClose}
    >
      <PrincipalInput
        label={text.grantee}
        value={grantee}
        onChange={setGrantee}
        errorText={checked ? (grantee === "" ? text.granteeMissing : principalFault(grantee)) : undefined}
      />
      <FormField
        label={text.operations}
        errorText={checked && operations.length === 0 ? text.operationsMissing : undefined}
      >
        <Multiselect
          options={options}
          selectedOptions={options.filter((each) => operations.includes(each.value))}
          placeholder={text.chooseOperations}
          onChange={({ detail }) => setOperations(detail.selectedOptions.map((each) => each.value as GrantOperation))}
        />
      </FormField>
      <PrincipalInput
        label={`${text.retiring} (optional)`}
        value={retiring}
        onChange={setRetiring}
        errorText={checked ? principalFault(retiring) : undefined}
      />
      <FormField label={`${text.name} (optional)`} description={text.nameHint} errorText={nameFault}>
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      {isSymmetricEncryption(keyMetadata) && (
        <ConstraintField
          value={constraint}
          onChange={setConstraint}
          errorText={checked ? constraintFault : undefined}
        />
      )}
    </Ask>
  );
}
