import Alert from "@cloudscape-design/components/alert";
import AppLayout from "@cloudscape-design/components/app-layout";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { useEffect, useEffectEvent, useState } from "react";
import { takeFirstRun } from "../../app/firstRun";
import { loadFrame } from "../../app/load";
import { type SignIn as Proof, SessionError, signIn, useEntrance, useReset } from "../../app/session";
import { AccessKeyForm } from "./AccessKeyForm";
import { PasswordForm } from "./PasswordForm";
import { text } from "./text";

/** The page of who is not signed in. */
export default function SignIn() {
  const { hints, ended } = useEntrance();
  const reset = useReset();
  const [refusal, setRefusal] = useState<SessionError | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(proof: Proof) {
    setBusy(true);
    setRefusal(null);
    // The entry that shows it tells of a failure.
    loadFrame().catch(() => {});
    try {
      reset(await signIn(proof));
      return undefined;
    } catch (problem) {
      const refused = problem instanceof SessionError ? problem : new SessionError(0, "Unreachable", text.unreachable);
      setRefusal(refused);
      return refused.code;
    } finally {
      setBusy(false);
    }
  }

  const submitted = useEffectEvent((token: string) => void submit({ firstRun: token }));
  useEffect(() => {
    const token = takeFirstRun();
    if (token !== undefined) {
      submitted(token);
    }
  }, []);

  return (
    <AppLayout
      navigationHide
      toolsHide
      maxContentWidth={480}
      content={
        <Box margin={{ top: "xxxl" }}>
          <Container header={<Header variant="h1">{text.title}</Header>}>
            <SpaceBetween size="l">
              {ended === true && refusal === null && (
                <Alert type="info" header={text.ended}>
                  {text.endedHint}
                </Alert>
              )}
              {refusal !== null && refusal.code !== "MfaRequired" && (
                <Alert type="error" header={text.refused}>
                  {refusal.message}
                </Alert>
              )}
              <Tabs
                tabs={[
                  {
                    id: "access-key",
                    label: text.byAccessKey,
                    content: <AccessKeyForm hints={hints} busy={busy} submit={submit} />,
                  },
                  {
                    id: "password",
                    label: text.byPassword,
                    content: <PasswordForm hints={hints} busy={busy} submit={submit} />,
                  },
                ]}
              />
            </SpaceBetween>
          </Container>
        </Box>
      }
    />
  );
}
