import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { SignIn as Proof, SignInHints } from "../../app/session";
import { text } from "./text";

interface Props {
  hints: SignInHints;
  busy: boolean;
  submit: (proof: Proof) => Promise<unknown>;
}

export function AccessKeyForm({ hints, busy, submit }: Props) {
  const [accessKeyId, setAccessKeyId] = useState(hints.accessKeyId ?? "");
  const [secretAccessKey, setSecret] = useState(hints.secretAccessKey ?? "");
  const [sessionToken, setToken] = useState("");
  const [tried, setTried] = useState(false);
  const needed = (label: string, value: string) => (tried && value === "" ? text.needed(label) : undefined);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (accessKeyId !== "" && secretAccessKey !== "") {
          void submit({ accessKeyId, secretAccessKey, ...(sessionToken === "" ? {} : { sessionToken }) });
        }
      }}
    >
      <Form
        actions={
          <Button variant="primary" formAction="submit" loading={busy}>
            {text.signIn}
          </Button>
        }
      >
        <SpaceBetween size="m">
          {hints.accessKeyId !== undefined && <Alert type="info">{text.filled}</Alert>}
          <FormField label={text.accessKeyId} errorText={needed("access key ID", accessKeyId)}>
            <Input
              value={accessKeyId}
              onChange={({ detail }) => setAccessKeyId(detail.value)}
              autoComplete="off"
              spellcheck={false}
              autoFocus
            />
          </FormField>
          <FormField label={text.secretAccessKey} errorText={needed("secret access key", secretAccessKey)}>
            <Input
              type="password"
              value={secretAccessKey}
              onChange={({ detail }) => setSecret(detail.value)}
              autoComplete="off"
            />
          </FormField>
          <ExpandableSection headerText={text.sessionTokenHint}>
            <FormField label={text.sessionToken}>
              <Input
                type="password"
                value={sessionToken}
                onChange={({ detail }) => setToken(detail.value)}
                autoComplete="off"
              />
            </FormField>
          </ExpandableSection>
        </SpaceBetween>
      </Form>
    </form>
  );
}
