import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useFlash } from "../../../app/flashes";
import { CommandModal } from "../../../widgets/CommandModal";
import { PageLink } from "../../../widgets/PageLink";
import { type Entity, setBoundary } from "./entity";
import { policyPage, policyType, useManagedPolicies } from "./policyList";
import { text } from "./text";

/** The permissions boundary of a user or role. */
export function Boundary({ entity, arn }: { entity: Entity; arn: string | undefined }) {
  const flash = useFlash();
  const [open, setOpen] = useState<"set" | "remove" | null>(null);
  const close = () => setOpen(null);
  const done = (told: string) => {
    flash({ type: "success", content: told });
    close();
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.boundaryHint}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {arn !== undefined && (
                <Button ariaLabel={`${text.removeBoundary} ${text.boundary}`} onClick={() => setOpen("remove")}>
                  {text.removeBoundary}
                </Button>
              )}
              <Button onClick={() => setOpen("set")}>
                {arn === undefined ? text.setBoundary : text.changeBoundary}
              </Button>
            </SpaceBetween>
          }
        >
          {text.boundary}
        </Header>
      }
    >
      {arn === undefined ? text.noBoundary : <PageLink href={policyPage(arn)}>{arn}</PageLink>}
      {open === "set" && (
        <SetBoundary entity={entity} old={arn} onClose={close} onDone={() => done(text.boundarySet)} />
      )}
      {open === "remove" && (
        <CommandModal
          title={`${text.removeBoundary} ${text.boundary.toLowerCase()}?`}
          action={text.removeBoundary}
          commands={[setBoundary(entity, null)]}
          onDone={() => done(text.boundaryRemoved)}
          onDismiss={close}
        >
          <div>{text.removeBoundaryHint}</div>
        </CommandModal>
      )}
    </Container>
  );
}

interface SetProps {
  entity: Entity;
  old: string | undefined;
  onClose: () => void;
  onDone: () => void;
}

function SetBoundary({ entity, old, onClose, onDone }: SetProps) {
  const policies = useManagedPolicies();
  const [arn, setArn] = useState(old ?? "");
  const [checked, setChecked] = useState(false);
  const options = (policies.data ?? []).map((policy) => ({
    value: policy.Arn ?? "",
    label: policy.PolicyName ?? "",
    description: policyType(policy.Arn),
  }));
  return (
    <CommandModal
      title={text.setBoundary}
      action={text.setBoundary}
      commands={[setBoundary(entity, arn)]}
      check={() => {
        setChecked(true);
        return arn !== "";
      }}
      onDone={onDone}
      onDismiss={onClose}
    >
      <FormField label={text.policy} errorText={checked && arn === "" ? text.chooseOne : undefined}>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === arn) ?? null}
          filteringType="auto"
          statusType={policies.isPending ? "loading" : "finished"}
          onChange={({ detail }) => setArn(detail.selectedOption.value ?? "")}
        />
      </FormField>
    </CommandModal>
  );
}
