import { GetPolicyCommand } from "@aws-sdk/client-iam";
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
import { policyType } from "../shared/policyList";
import { Tags } from "../shared/Tags";
import { DeletePolicy } from "./DeletePolicy";
import { Document } from "./Document";
import { Entities } from "./Entities";
import { text } from "./text";
import { Versions } from "./Versions";

/** One managed policy. Its ARN is the rest of the address. */
export default function PolicyPage() {
  const { "*": arn = "" } = useParams();
  const navigate = useNavigate();
  const to = useTo();
  const query = useIam(
    ["policy", arn],
    async (iam) => (await iam.send(new GetPolicyCommand({ PolicyArn: arn }))).Policy,
  );
  const policy = query.data;
  const [deleting, setDeleting] = useState(false);
  const type = policyType(arn);
  const readOnly = type === "AWS managed";
  const name = policy?.PolicyName ?? arn.slice(arn.lastIndexOf("/") + 1);
  return (
    <Page
      title={name}
      description={policy?.Description}
      above={[{ text: text.title, href: "/iam/policies" }]}
      actions={
        <Button
          disabled={policy === undefined || readOnly}
          disabledReason={readOnly ? text.readOnly : undefined}
          onClick={() => setDeleting(true)}
        >
          {text.delete}
        </Button>
      }
    >
      <Refusal of={query.error} />
      {policy !== undefined && (
        <>
          <Container header={<Header variant="h2">{text.summary}</Header>}>
            <KeyValuePairs
              columns={4}
              minColumnWidth={240}
              items={[
                { label: text.type, value: type },
                { label: text.creationTime, value: <When date={policy.CreateDate} /> },
                { label: text.editedTime, value: <When date={policy.UpdateDate} /> },
                { label: text.arn, value: <Arn of={arn} /> },
              ]}
            />
          </Container>
          <TabsInAddress
            tabs={[
              {
                id: "permissions",
                label: text.permissions,
                content: <Document policy={policy} readOnly={readOnly} />,
              },
              { id: "entities", label: text.entities, content: <Entities arn={arn} /> },
              { id: "versions", label: text.versions, content: <Versions arn={arn} readOnly={readOnly} /> },
              ...(readOnly
                ? []
                : [
                    {
                      id: "tags",
                      label: text.tags,
                      content: (
                        <Tags of={{ kind: "policy", name: arn }} query={{ ...query, data: policy.Tags ?? [] }} />
                      ),
                    },
                  ]),
            ]}
          />
          {deleting && (
            <DeletePolicy
              policy={policy}
              onClose={() => setDeleting(false)}
              onDeleted={() => void navigate(to("/iam/policies"))}
            />
          )}
        </>
      )}
    </Page>
  );
}
