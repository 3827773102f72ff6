import { SimulateCustomPolicyCommand, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useClients } from "../../../app/clients";
import { callOf } from "../../../queries/iam";
import { CopyAs } from "../../../widgets/CopyAs";
import { Page } from "../../../widgets/Page";
import { PolicyEditor } from "../../../widgets/PolicyEditor";
import { Refusal } from "../../../widgets/Refusal";
import { newPolicy } from "../shared/documents";
import { customInput, type Form as Filled, principalInput, problems } from "./form";
import { PrincipalSelect } from "./PrincipalSelect";
import { RequestForm } from "./RequestForm";
import { Results } from "./Results";
import { simulate } from "./simulation";
import { text } from "./text";

/** Asks what policies would decide. The address can name the principal, the action and the resource. */
export default function Simulate() {
  const clients = useClients();
  const [search] = useSearchParams();
  const [form, setForm] = useState<Filled>(() => ({
    source: "principal",
    principal: search.get("principal") ?? "",
    policy: "",
    actions: search.get("action") ?? "kms:Encrypt\nkms:Decrypt",
    resources: search.get("resource") ?? "",
    caller: "",
    context: [],
    key: null,
    useKeyPolicy: false,
  }));
  const [checked, setChecked] = useState(false);
  const put = (change: Partial<Filled>) => setForm((before) => ({ ...before, ...change }));
  const run = useMutation({ mutationFn: async (filled: Filled) => simulate(await clients.iam(), clients.kms, filled) });
  const lacks = checked ? problems(form) : {};
  const call = callOf(
    "iam",
    clients.region,
    form.source === "principal"
      ? new SimulatePrincipalPolicyCommand(principalInput(form))
      : new SimulateCustomPolicyCommand(customInput(form)),
  );
  return (
    <Page title={text.title} description={text.description}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (!Object.values(problems(form)).includes(true)) {
            run.mutate(form);
          }
        }}
      >
        <Form
          actions={
            <Button variant="primary" formAction="submit" loading={run.isPending}>
              {text.run}
            </Button>
          }
        >
          <SpaceBetween size="l">
            <Container header={<Header variant="h2">{text.policies}</Header>}>
              <SpaceBetween size="m">
                <FormField label={text.policies}>
                  <RadioGroup
                    value={form.source}
                    onChange={({ detail }) => {
                      const source = detail.value as Filled["source"];
                      put({ source, ...(source === "custom" && form.policy === "" ? { policy: newPolicy } : {}) });
                    }}
                    items={[
                      { value: "principal", label: text.ofPrincipal },
                      { value: "custom", label: text.ofRequest },
                    ]}
                  />
                </FormField>
                {form.source === "principal" ? (
                  <>
                    <PrincipalSelect
                      value={form.principal}
                      onChange={(principal) => put({ principal })}
                      errorText={lacks.principal === true ? text.principalNeeded : undefined}
                    />
                    <ExpandableSection headerText={text.showAdditional} defaultExpanded={form.policy !== ""}>
                      <PolicyEditor
                        label={text.additional}
                        description={text.additionalHint}
                        value={form.policy}
                        errorText={form.policy.trim() === "" ? "" : undefined}
                        onChange={(policy) => put({ policy })}
                        rows={12}
                      />
                    </ExpandableSection>
                  </>
                ) : (
                  <PolicyEditor
                    label={text.policy}
                    value={form.policy}
                    errorText={lacks.policy === true ? text.policyNeeded : undefined}
                    onChange={(policy) => put({ policy })}
                    rows={16}
                  />
                )}
              </SpaceBetween>
            </Container>
            <Container header={<Header variant="h2">{text.request}</Header>}>
              <RequestForm form={form} put={put} problems={lacks} />
            </Container>
            <CopyAs call={call} />
          </SpaceBetween>
        </Form>
      </form>
      <Refusal of={run.error} />
      {run.data !== undefined && <Results query={{ data: run.data, error: null, isPending: false }} />}
    </Page>
  );
}
