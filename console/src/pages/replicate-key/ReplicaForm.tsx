import type { KeyMetadata } from "@aws-sdk/client-kms";
import AttributeEditor from "@cloudscape-design/components/attribute-editor";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Multiselect from "@cloudscape-design/components/multiselect";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useClients } from "../../app/clients";
import { useUnsaved } from "../../app/leaving";
import { useTo } from "../../app/region";
import { useSession } from "../../app/session";
import type { ApiCall } from "../../app/snippets";
import { aliasError, withoutPrefix } from "../../kms/aliases";
import { TAGS_MAX, tagKeyError, tagValueError } from "../../kms/tags";
import { parsePolicy } from "../../policy/document";
import { useTheseKeysChanged } from "../../queries/keys";
import { CopyAs } from "../../widgets/CopyAs";
import { PolicyEditor } from "../../widgets/PolicyEditor";
import { pretty } from "../key/policy/pretty";
import { ReplicaResults } from "./ReplicaResults";
import { aliasInput, type ReplicaPlan, type ReplicaResult, replicate, replicateInput } from "./replication";
import { text } from "./text";

const LOST_WITH = ["region"];

/** Where replicas are made, and what they get. It is filled with what the primary key has. */
export function ReplicaForm({ keyMetadata, start }: { keyMetadata: KeyMetadata; start: ReplicaPlan }) {
  const clients = useClients();
  const session = useSession();
  const navigate = useNavigate();
  const to = useTo();
  const changed = useTheseKeysChanged();
  const [first] = useState<ReplicaPlan>(() => ({ ...start, policy: pretty(start.policy) }));
  const [plan, setPlan] = useState(first);
  const [regions, setRegions] = useState<readonly string[]>([]);
  const [checked, setChecked] = useState(false);
  const [results, setResults] = useState<readonly ReplicaResult[] | null>(null);
  useUnsaved((plan !== first || regions.length > 0) && results === null, LOST_WITH);
  const set = (part: Partial<ReplicaPlan>) => setPlan((all) => ({ ...all, ...part }));
  const setTag = (at: number, part: { key?: string; value?: string }) =>
    set({ tags: plan.tags.map((tag, index) => (index === at ? { ...tag, ...part } : tag)) });

  const { PrimaryKey, ReplicaKeys = [] } = keyMetadata.MultiRegionConfiguration ?? {};
  const taken = new Set(ReplicaKeys.map((each) => each.Region));
  const options = session.regions.map((region) => ({
    value: region,
    label: region,
    disabled: region === PrimaryKey?.Region || taken.has(region),
    description: region === PrimaryKey?.Region ? text.thisRegion : taken.has(region) ? text.hasKey : undefined,
  }));
  const allKeys = plan.tags.map((tag) => tag.key);
  const aliasFault = plan.alias === "" ? null : aliasError(plan.alias);
  const faults = [
    regions.length === 0,
    aliasFault !== null,
    parsePolicy(plan.policy) === null,
    plan.tags.some((tag) => tagKeyError(tag.key, allKeys) !== null || tagValueError(tag.value) !== null),
  ];
  const calls = regions.flatMap((region): ApiCall[] => [
    { service: "kms", operation: "ReplicateKey", region: clients.region, input: replicateInput(plan, region) },
    ...(plan.alias === ""
      ? []
      : [{ service: "kms" as const, operation: "CreateAlias", region, input: aliasInput(plan) }]),
  ]);

  async function run(all: readonly ReplicaResult[]) {
    const put = (result: ReplicaResult) =>
      setResults((now) => (now ?? []).map((each) => (each.region === result.region ? result : each)));
    for (const each of all.filter((result) => result.state !== "created")) {
      put({ ...each, state: "creating" });
      put(await replicate(clients, plan, each));
    }
    await changed([plan.keyId]);
  }

  function finish() {
    setChecked(true);
    if (!faults.includes(true)) {
      const all = regions.map((region): ReplicaResult => ({ region, state: "waiting" }));
      setResults(all);
      void run(all);
    }
  }

  if (results !== null) {
    return <ReplicaResults keyId={plan.keyId} results={results} onRetry={() => void run(results)} />;
  }
  return (
    <Form
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" onClick={() => void navigate(to(`/keys/${plan.keyId}?tab=regionality`))}>
            {text.cancel}
          </Button>
          <Button variant="primary" onClick={finish}>
            {text.finish}
          </Button>
        </SpaceBetween>
      }
    >
      <Container>
        <SpaceBetween size="l">
          <FormField
            label={text.regions}
            description={text.regionsHint}
            errorText={checked && regions.length === 0 ? text.regionsMissing : undefined}
          >
            <Multiselect
              options={options}
              selectedOptions={options.filter((each) => regions.includes(each.value))}
              placeholder={text.chooseRegions}
              onChange={({ detail }) => setRegions(detail.selectedOptions.map((each) => each.value ?? ""))}
            />
          </FormField>
          <FormField label={text.alias} description={text.aliasHint} errorText={aliasFault}>
            <Input
              value={plan.alias}
              spellcheck={false}
              onChange={({ detail }) => set({ alias: withoutPrefix(detail.value) })}
            />
          </FormField>
          <FormField label={text.description}>
            <Textarea value={plan.description} rows={2} onChange={({ detail }) => set({ description: detail.value })} />
          </FormField>
          <FormField label={text.tags} stretch>
            <AttributeEditor
              items={plan.tags}
              empty={text.noTags}
              addButtonText={text.addTag}
              removeButtonText={text.removeTag}
              removeButtonAriaLabel={(tag) => text.removeNamed(tag.key)}
              disableAddButton={plan.tags.length >= TAGS_MAX}
              onAddButtonClick={() => set({ tags: [...plan.tags, { key: "", value: "" }] })}
              onRemoveButtonClick={({ detail }) =>
                set({ tags: plan.tags.filter((_, index) => index !== detail.itemIndex) })
              }
              definition={[
                {
                  label: text.tagKey,
                  errorText: (tag) => (checked ? tagKeyError(tag.key, allKeys) : null),
                  control: (tag, at) => (
                    <Input value={tag.key} onChange={({ detail }) => setTag(at, { key: detail.value })} />
                  ),
                },
                {
                  label: text.tagValue,
                  errorText: (tag) => (checked ? tagValueError(tag.value) : null),
                  control: (tag, at) => (
                    <Input value={tag.value} onChange={({ detail }) => setTag(at, { value: detail.value })} />
                  ),
                },
              ]}
            />
          </FormField>
          <PolicyEditor
            label={text.policy}
            description={text.policyHint}
            value={plan.policy}
            rows={18}
            errorText={checked && parsePolicy(plan.policy) === null ? text.policyFault : undefined}
            onChange={(policy) => set({ policy })}
          />
          {calls.length > 0 && <CopyAs call={calls} />}
        </SpaceBetween>
      </Container>
    </Form>
  );
}
