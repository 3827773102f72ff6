import type { Policy } from "@aws-sdk/client-iam";
import Button from "@cloudscape-design/components/button";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { Page } from "../../../widgets/Page";
import { PageLink } from "../../../widgets/PageLink";
import { ResourceTable } from "../../../widgets/ResourceTable";
import { When } from "../../../widgets/When";
import { policyPage, policyType, useManagedPolicies } from "../shared/policyList";
import { CreatePolicy } from "./CreatePolicy";
import { DeletePolicy } from "./DeletePolicy";
import { text } from "./text";

const types = ["Customer managed", "AWS managed"] as const;

/** The managed policies of the account, and those of AWS. */
export default function Policies() {
  const policies = useManagedPolicies();
  const [search, setSearch] = useSearchParams();
  const type = search.get("type") ?? "";
  const [chosen, setChosen] = useState<Policy[]>([]);
  const [open, setOpen] = useState<"create" | "delete" | null>(null);
  const policy = chosen[0];
  const options = [{ value: "", label: text.all }, ...types.map((each) => ({ value: each, label: each }))];
  return (
    <Page
      title={text.title}
      description={text.description}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button disabled={policy === undefined || isAws(policy)} onClick={() => setOpen("delete")}>
            {text.delete}
          </Button>
          <Button variant="primary" onClick={() => setOpen("create")}>
            {text.create}
          </Button>
        </SpaceBetween>
      }
    >
      <ResourceTable
        title={text.title}
        query={{ ...policies, data: policies.data?.filter(({ Arn }) => type === "" || policyType(Arn) === type) }}
        keyOf={({ Arn }) => Arn ?? ""}
        empty={text.empty}
        filters={
          <Select
            ariaLabel={text.filterType}
            options={options}
            selectedOption={options.find(({ value }) => value === type) ?? null}
            onChange={({ detail }) =>
              setSearch((before) => {
                before.set("type", detail.selectedOption.value ?? "");
                before.delete("page");
                return before;
              })
            }
          />
        }
        columns={[
          {
            id: "name",
            header: text.policyName,
            value: ({ PolicyName }) => PolicyName,
            cell: ({ Arn = "", PolicyName }) => <PageLink href={policyPage(Arn)}>{PolicyName}</PageLink>,
          },
          { id: "type", header: text.type, value: ({ Arn }) => policyType(Arn) },
          {
            id: "used",
            header: text.usedAs,
            value: ({ AttachmentCount = 0, PermissionsBoundaryUsageCount = 0 }) =>
              text.attachments(AttachmentCount, PermissionsBoundaryUsageCount),
          },
          { id: "description", header: text.policyDescription, value: ({ Description }) => Description },
          {
            id: "edited",
            header: text.editedTime,
            value: ({ UpdateDate }) => UpdateDate?.toISOString(),
            cell: ({ UpdateDate }) => <When date={UpdateDate} />,
          },
        ]}
        selection={{ type: "single", items: chosen, onChange: setChosen }}
      />
      {open === "create" && <CreatePolicy onClose={() => setOpen(null)} />}
      {open === "delete" && policy !== undefined && (
        <DeletePolicy
          policy={policy}
          onClose={() => setOpen(null)}
          onDeleted={() => {
            setChosen([]);
            setOpen(null);
          }}
        />
      )}
    </Page>
  );
}

function isAws({ Arn }: Policy): boolean {
  return policyType(Arn) === "AWS managed";
}
