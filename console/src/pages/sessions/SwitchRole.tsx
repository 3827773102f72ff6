import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useFlash } from "../../app/flashes";
import { leaveRole, switchRole, useReset, useSession } from "../../app/session";
import { Refusal } from "../../widgets/Refusal";
import { roleArn } from "./roleArn";
import { text } from "./text";

/** Takes the permissions of a role, or gives them back. */
export function SwitchRole() {
  const session = useSession();
  const reset = useReset();
  const flash = useFlash();
  const [search] = useSearchParams();
  const [typed, setTyped] = useState(search.get("role") ?? "");
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function change(to: string | null) {
    setBusy(true);
    setRefusal(null);
    try {
      const next = to === null ? await leaveRole(session.csrf) : await switchRole(session.csrf, to);
      reset(next);
      flash({ type: "success", content: to === null ? text.back : text.switched(next.role?.name ?? to) });
    } catch (refused) {
      setRefusal(refused);
    } finally {
      setBusy(false);
    }
  }

  function submit() {
    const arn = roleArn(typed, session.accountId, session.arn.split(":")[1] ?? "aws");
    setProblem(typed.trim() === "" ? text.roleNeeded : arn === null ? text.badRole : undefined);
    if (arn !== null) {
      void change(arn);
    }
  }

  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.switchHint}
          actions={
            session.role !== null && (
              <Button loading={busy} onClick={() => void change(null)}>
                {text.switchBack}
              </Button>
            )
          }
        >
          {text.switchTitle}
        </Header>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SpaceBetween size="m">
          <FormField label={text.roleArn} description={text.roleArnHint} errorText={problem}>
            <Input
              value={typed}
              onChange={({ detail }) => setTyped(detail.value)}
              spellcheck={false}
              autoFocus={search.get("switch") === "role" || search.get("role") !== null}
            />
          </FormField>
          <Refusal of={refusal} />
          <Button variant="primary" formAction="submit" loading={busy}>
            {text.switch}
          </Button>
        </SpaceBetween>
      </form>
    </Container>
  );
}
