import { GetRoleCommand } from "@aws-sdk/client-iam";
import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useTo } from "../../../app/region";
import { useIam } from "../../../queries/iam";
import { Page } from "../../../widgets/Page";
import { Refusal } from "../../../widgets/Refusal";
import { TabsInAddress } from "../../../widgets/TabsInAddress";
import { When } from "../../../widgets/When";
import { Arn } from "../shared/Arn";
import { Boundary } from "../shared/Boundary";
import { documentText } from "../shared/documents";
import { Permissions } from "../shared/Permissions";
import { Tags } from "../shared/Tags";
import { DeleteRole } from "./DeleteRole";
import { EditRole } from "./EditRole";
import { Trust } from "./Trust";
import { text } from "./text";

/** One role. */
export default function RolePage() {
  const { name = "" } = useParams();
  const navigate = useNavigate();
  const to = useTo();
  const query = useIam(["role", name], async (iam) => (await iam.send(new GetRoleCommand({ RoleName: name }))).Role);
  const role = query.data;
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  const entity = { kind: "role", name } as const;
  return (
    <Page
      title={name}
      description={role?.Description}
      above={[{ text: text.title, href: "/iam/roles" }]}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <ButtonDropdown
            disabled={role === undefined}
            items={[
              { id: "/sessions?role=", text: text.switchRole },
              { id: "/iam/simulate?principal=", text: text.simulate },
            ]}
            onItemClick={({ detail }) => void navigate(to(detail.id + encodeURIComponent(role?.Arn ?? "")))}
          >
            Actions
          </ButtonDropdown>
          <Button disabled={role === undefined} onClick={() => setOpen("delete")}>
            {text.delete}
          </Button>
          <Button disabled={role === undefined} onClick={() => setOpen("edit")}>
            {text.edit}
          </Button>
        </SpaceBetween>
      }
    >
      <Refusal of={query.error} />
      {role !== undefined && (
        <>
          <Container header={<Header variant="h2">{text.summary}</Header>}>
            <KeyValuePairs
              columns={3}
              minColumnWidth={240}
              items={[
                { label: text.arn, value: <Arn of={role.Arn} /> },
                { label: text.roleId, value: role.RoleId },
                { label: text.creationTime, value: <When date={role.CreateDate} /> },
                { label: text.lastActivity, value: <When date={role.RoleLastUsed?.LastUsedDate} /> },
                { label: text.maxSession, value: text.hours(role.MaxSessionDuration ?? 3600) },
              ]}
            />
          </Container>
          <TabsInAddress
            tabs={[
              {
                id: "permissions",
                label: text.permissions,
                content: (
                  <Permissions entity={entity}>
                    <Boundary entity={entity} arn={role.PermissionsBoundary?.PermissionsBoundaryArn} />
                  </Permissions>
                ),
              },
              {
                id: "trust",
                label: text.trust,
                content: <Trust roleName={name} policy={documentText(role.AssumeRolePolicyDocument)} />,
              },
              {
                id: "tags",
                label: text.tags,
                content: <Tags of={entity} query={{ ...query, data: role.Tags ?? [] }} />,
              },
            ]}
          />
          {open === "edit" && <EditRole role={role} onClose={() => setOpen(null)} />}
        </>
      )}
      {open === "delete" && (
        <DeleteRole name={name} onClose={() => setOpen(null)} onDeleted={() => void navigate(to("/iam/roles"))} />
      )}
    </Page>
  );
}
