import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { useSession } from "../../app/session";
import { Page } from "../../widgets/Page";
import { When } from "../../widgets/When";
import { SessionList } from "./SessionList";
import { SwitchRole } from "./SwitchRole";
import { text } from "./text";

/** The sessions of the user, and the role that this one has. */
export default function Sessions() {
  const session = useSession();
  return (
    <Page title={text.title} description={text.description}>
      <Container header={<Header variant="h2">{text.session}</Header>}>
        <KeyValuePairs
          columns={4}
          minColumnWidth={240}
          items={[
            { label: text.signedInAs, value: session.arn },
            { label: text.account, value: session.accountId },
            { label: text.method, value: text.methods[session.method] },
            { label: text.mfa, value: session.mfa ? text.yes : text.no },
            { label: text.role, value: session.role?.name ?? text.noRole },
            { label: text.began, value: <When date={session.began} /> },
            { label: text.expires, value: <When date={session.expires} /> },
            { label: text.idle, value: text.minutes(session.idleSeconds) },
          ]}
        />
      </Container>
      <SwitchRole />
      <SessionList />
    </Page>
  );
}
