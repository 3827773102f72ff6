import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useState } from "react";
import { usePasswordPolicy } from "../../../queries/passwordPolicy";
import { Page } from "../../../widgets/Page";
import { Refusal } from "../../../widgets/Refusal";
import { EditPasswordPolicy } from "./EditPasswordPolicy";
import { sentences } from "./rules";
import { text } from "./text";

/** What holds for all users of the account. */
export default function AccountSettings() {
  const policy = usePasswordPolicy();
  const [editing, setEditing] = useState(false);
  const { data } = policy;
  return (
    <Page title={text.title}>
      <Container
        header={
          <Header
            variant="h2"
            description={text.passwordPolicyHint}
            actions={
              <Button disabled={data === undefined} onClick={() => setEditing(true)}>
                {text.edit}
              </Button>
            }
          >
            {text.passwordPolicy}
          </Header>
        }
      >
        <Refusal of={policy.error} />
        {policy.isPending && <Spinner />}
        {data !== undefined && (
          <SpaceBetween size="s">
            <div>{data === null ? text.default : text.custom}</div>
            <div>
              <Box variant="awsui-key-label">{text.inForce}</Box>
              <ul>
                {sentences(data).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          </SpaceBetween>
        )}
      </Container>
      {editing && data !== undefined && <EditPasswordPolicy present={data} onClose={() => setEditing(false)} />}
    </Page>
  );
}
