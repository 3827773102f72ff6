import { ChangePasswordCommand } from "@aws-sdk/client-iam";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useClients } from "../../app/clients";
import { useFlash } from "../../app/flashes";
import { isDenial } from "../../app/refusals";
import { entrance, signOut, useReset, useSession } from "../../app/session";
import { Page } from "../../widgets/Page";
import { Refusal } from "../../widgets/Refusal";
import { PasswordRules } from "../iam/account-settings/PasswordRules";
import { text } from "./text";

const EMPTY = { old: "", new: "", again: "" };
const FIELDS = [
  ["old", "current-password"],
  ["new", "new-password"],
  ["again", "new-password"],
] as const;

/** Changes the password of the signed-in user. */
export default function ChangePassword() {
  const clients = useClients();
  const session = useSession();
  const queries = useQueryClient();
  const flash = useFlash();
  const [typed, setTyped] = useState(EMPTY);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const required = session.passwordResetRequired === true;
  const reset = useReset();
  const differ = typed.again !== "" && typed.again !== typed.new;

  async function change() {
    setBusy(true);
    setRefusal(null);
    try {
      const iam = await clients.iam();
      await iam.send(new ChangePasswordCommand({ OldPassword: typed.old, NewPassword: typed.new }));
      setTyped(EMPTY);
      flash({ type: "success", content: text.changed });
      await queries.invalidateQueries({ queryKey: entrance.queryKey });
    } catch (problem) {
      setRefusal(problem);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Page title={text.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {required && (
                <Button
                  variant="link"
                  formAction="none"
                  onClick={() => void signOut(session.csrf).finally(() => reset(null))}
                >
                  {text.signOut}
                </Button>
              )}
              <Button variant="primary" formAction="submit" loading={busy} disabled={typed.again === "" || differ}>
                {text.change}
              </Button>
            </SpaceBetween>
          }
        >
          <Container>
            <SpaceBetween size="m">
              {required && <Alert type="info">{text.required}</Alert>}
              <Refusal of={refusal} why={!required} />
              {required && isDenial(refusal) && <Alert type="info">{text.askAdministrator}</Alert>}
              {/* Who has to change the password may ask for nothing else. */}
              {!required && <PasswordRules />}
              {FIELDS.map(([name, autoComplete]) => (
                <FormField
                  key={name}
                  label={text[name]}
                  errorText={name === "again" && differ ? text.different : undefined}
                >
                  <Input
                    type="password"
                    value={typed[name]}
                    autoComplete={autoComplete}
                    onChange={({ detail }) => setTyped((all) => ({ ...all, [name]: detail.value }))}
                  />
                </FormField>
              ))}
            </SpaceBetween>
          </Container>
        </Form>
      </form>
    </Page>
  );
}
