import { GetUserCommand } from "@aws-sdk/client-iam";
import Button from "@cloudscape-design/components/button";
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
import { Permissions } from "../shared/Permissions";
import { Tags } from "../shared/Tags";
import { Credentials } from "./credentials/Credentials";
import { DeleteUser } from "./DeleteUser";
import { Groups } from "./Groups";
import { text } from "./text";

/** One user. */
export default function UserPage() {
  const { name = "" } = useParams();
  const navigate = useNavigate();
  const to = useTo();
  const user = useIam(["user", name], async (iam) => (await iam.send(new GetUserCommand({ UserName: name }))).User);
  const [deleting, setDeleting] = useState(false);
  const entity = { kind: "user", name } as const;
  return (
    <Page
      title={name}
      above={[{ text: text.title, href: "/iam/users" }]}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            disabled={user.data === undefined}
            onClick={() => void navigate(to(`/iam/simulate?principal=${encodeURIComponent(user.data?.Arn ?? "")}`))}
          >
            {text.simulate}
          </Button>
          <Button disabled={user.data === undefined} onClick={() => setDeleting(true)}>
            {text.delete}
          </Button>
        </SpaceBetween>
      }
    >
      <Refusal of={user.error} />
      {user.data !== undefined && (
        <>
          <Container header={<Header variant="h2">{text.summary}</Header>}>
            <KeyValuePairs
              columns={4}
              minColumnWidth={240}
              items={[
                {
                  label: text.arn,
                  value: <Arn of={user.data.Arn} />,
                },
                { label: text.userId, value: user.data.UserId },
                { label: text.creationTime, value: <When date={user.data.CreateDate} /> },
                { label: text.passwordLastUsed, value: <When date={user.data.PasswordLastUsed} none={text.never} /> },
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
                    <Boundary entity={entity} arn={user.data.PermissionsBoundary?.PermissionsBoundaryArn} />
                  </Permissions>
                ),
              },
              { id: "groups", label: text.groups, content: <Groups userName={name} /> },
              {
                id: "tags",
                label: text.tags,
                content: <Tags of={entity} query={{ ...user, data: user.data.Tags ?? [] }} />,
              },
              { id: "security-credentials", label: text.securityCredentials, content: <Credentials userName={name} /> },
            ]}
          />
        </>
      )}
      {deleting && (
        <DeleteUser name={name} onClose={() => setDeleting(false)} onDeleted={() => void navigate(to("/iam/users"))} />
      )}
    </Page>
  );
}
