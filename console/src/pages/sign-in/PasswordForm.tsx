import Button from "@cloudscape-design/components/button";
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
  /** Returns the code of the refusal, if there was one. */
  submit: (proof: Proof) => Promise<string | undefined>;
}

export function PasswordForm({ hints, busy, submit }: Props) {
  const [account, setAccount] = useState(hints.account ?? "");
  const [userName, setUserName] = useState("");
  const [password, setPassword] = useState("");
  const [mfaCode, setMfaCode] = useState("");
  // The server asks for the code of a user once. The field stays, also after a wrong code.
  const [codeOf, setCodeOf] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const needed = (label: string, value: string) => (tried && value === "" ? text.needed(label) : undefined);
  const user = `${account}/${userName}`;
  const asksForCode = codeOf === user;

  async function send() {
    const refused = await submit({
      account,
      userName,
      password,
      ...(asksForCode && mfaCode !== "" ? { mfaCode } : {}),
    });
    if (refused === "MfaRequired") {
      setCodeOf(user);
    }
    setMfaCode("");
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (account !== "" && userName !== "" && password !== "") {
          void send();
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
          <FormField label={text.account} description={text.accountHint} errorText={needed(text.account, account)}>
            <Input value={account} onChange={({ detail }) => setAccount(detail.value)} spellcheck={false} />
          </FormField>
          <FormField label={text.userName} errorText={needed(text.userName.toLowerCase(), userName)}>
            <Input value={userName} onChange={({ detail }) => setUserName(detail.value)} autoComplete="username" />
          </FormField>
          <FormField label={text.password} errorText={needed(text.password.toLowerCase(), password)}>
            <Input
              type="password"
              value={password}
              onChange={({ detail }) => setPassword(detail.value)}
              autoComplete="current-password"
            />
          </FormField>
          {asksForCode && (
            <FormField label={text.mfaCode} description={text.mfaHint}>
              <Input
                value={mfaCode}
                onChange={({ detail }) => setMfaCode(detail.value)}
                inputMode="numeric"
                autoComplete="one-time-code"
                autoFocus
              />
            </FormField>
          )}
        </SpaceBetween>
      </Form>
    </form>
  );
}
