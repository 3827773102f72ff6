import { GetGroupCommand } from "@aws-sdk/client-iam";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useTo } from "../../../app/region";
import { useIam } from "../../../queries/iam";
import { Page } from "../../../widgets/Page";
import { Refusal } from "../../../widgets/Refusal";
import { TabsInAddress } from "../../../widgets/TabsInAddress";
import { When } from "../../../widgets/When";
import { Arn } from "../shared/Arn";
import { Permissions } from "../shared/Permissions";
import { DeleteGroup } from "./DeleteGroup";
import { Members } from "./Members";
import { text } from "./text";

/** One group. */
export default function GroupPage() {
  const { name = "" } = useParams();
  const navigate = useNavigate();
  const to = useTo();
  const group = useIam(
    ["group", name],
    async (iam) => (await iam.send(new GetGroupCommand({ GroupName: name }))).Group,
  );
  const [deleting, setDeleting] = useState(false);
  return (
    <Page
      title={name}
      above={[{ text: text.title, href: "/iam/groups" }]}
      actions={
        <Button disabled={group.data === undefined} onClick={() => setDeleting(true)}>
          {text.delete}
        </Button>
      }
    >
      <Refusal of={group.error} />
      {group.data !== undefined && (
        <>
          <Container header={<Header variant="h2">{text.summary}</Header>}>
            <KeyValuePairs
              columns={3}
              minColumnWidth={240}
              items={[
                { label: text.arn, value: <Arn of={group.data.Arn} /> },
                { label: text.groupId, value: group.data.GroupId },
                { label: text.creationTime, value: <When date={group.data.CreateDate} /> },
              ]}
            />
          </Container>
          <TabsInAddress
            tabs={[
              { id: "users", label: text.users, content: <Members groupName={name} /> },
              { id: "permissions", label: text.permissions, content: <Permissions entity={{ kind: "group", name }} /> },
            ]}
          />
        </>
      )}
      {deleting && (
        <DeleteGroup
          name={name}
          onClose={() => setDeleting(false)}
          onDeleted={() => void navigate(to("/iam/groups"))}
        />
      )}
    </Page>
  );
}
