import { DeleteLoginProfileCommand } from "@aws-sdk/client-iam";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { useFlash } from "../../../../app/flashes";
import { useSession } from "../../../../app/session";
import { useIam } from "../../../../queries/iam";
import { CommandModal } from "../../../../widgets/CommandModal";
import { Refusal } from "../../../../widgets/Refusal";
import { When } from "../../../../widgets/When";
import { SecretOnce } from "../../shared/SecretOnce";
import { loginProfile } from "../remains";
import { SetPassword } from "./SetPassword";
import { text } from "./text";

/** Whether a user can sign in to the console with a password. */
export function ConsoleAccess({ userName }: { userName: string }) {
  const { accountId } = useSession();
  const flash = useFlash();
  const login = useIam(["user", userName, "login"], (iam) => loginProfile(iam, userName));
  const [open, setOpen] = useState<"set" | "disable" | null>(null);
  const [password, setPassword] = useState<string | null>(null);
  const has = login.data !== null && login.data !== undefined;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.consoleHint}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {has && <Button onClick={() => setOpen("disable")}>{text.disable}</Button>}
              <Button disabled={login.data === undefined} onClick={() => setOpen("set")}>
                {has ? text.manage : text.enable}
              </Button>
            </SpaceBetween>
          }
        >
          {text.consoleAccess}
        </Header>
      }
    >
      <Refusal of={login.error} />
      {login.data === null && <StatusIndicator type="stopped">{text.disabled}</StatusIndicator>}
      {has && (
        <KeyValuePairs
          columns={3}
          items={[
            { label: text.consoleAccess, value: <StatusIndicator type="success">{text.enabled}</StatusIndicator> },
            { label: text.passwordSet, value: <When date={login.data?.CreateDate} /> },
            {
              label: text.passwordReset,
              value: login.data?.PasswordResetRequired === true ? text.resetNeeded : text.resetNotNeeded,
            },
          ]}
        />
      )}
      {open === "set" && (
        <SetPassword
          userName={userName}
          exists={has}
          onClose={() => setOpen(null)}
          onSet={(made) => {
            setPassword(made);
            flash({ type: "success", content: text.enabledTold(userName) });
            setOpen(null);
          }}
        />
      )}
      {open === "disable" && (
        <CommandModal
          title={`${text.disable}?`}
          action={text.disable}
          commands={[new DeleteLoginProfileCommand({ UserName: userName })]}
          onDone={() => {
            flash({ type: "success", content: text.disabledTold(userName) });
            setOpen(null);
          }}
          onDismiss={() => setOpen(null)}
        >
          <div>{text.disableHint}</div>
        </CommandModal>
      )}
      {password !== null && (
        <SecretOnce
          title={text.passwordTitle}
          warning={text.passwordWarning}
          open={[
            { label: text.signInAddress, value: `${window.location.origin}/console/` },
            { label: text.accountId, value: accountId },
            { label: text.userName, value: userName },
          ]}
          secret={{ label: text.consolePassword, value: password }}
          fileName={`${userName}_credentials.csv`}
          onClose={() => setPassword(null)}
        />
      )}
    </Container>
  );
}
