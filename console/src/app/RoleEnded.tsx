import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Refusal } from "../widgets/Refusal";
import { entrance, leaveRole, type Session, switchRole, useGoOn, useSession } from "./session";

const text = {
  title: (role: string) => `The session of role ${role} has ended`,
  hint: "Nothing was done since, and what you have typed is still there. Choose with whose permissions you go on.",
  again: (role: string) => `Switch to ${role} again`,
  goOn: (user: string) => `Continue as ${user}`,
} as const;

/** Asks how to go on after the session of the role has ended. The session of the user is still there. */
export default function RoleEnded() {
  const session = useSession();
  const go = useGoOn();
  const { dataUpdatedAt } = useSuspenseQuery(entrance);
  // The dialog comes again after the next call that is refused.
  const [closedAt, setClosedAt] = useState(0);
  const [busy, setBusy] = useState<"again" | "back" | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const { role } = session;
  if (role?.ended !== true || closedAt === dataUpdatedAt) {
    return null;
  }
  const user = session.userName ?? session.arn.slice(session.arn.lastIndexOf("/") + 1);

  async function change(way: "again" | "back", call: () => Promise<Session>) {
    setBusy(way);
    setRefusal(null);
    try {
      go(await call());
    } catch (refused) {
      setRefusal(refused);
    } finally {
      setBusy(null);
    }
  }

  return (
    <Modal
      visible
      header={text.title(role.name)}
      onDismiss={() => setClosedAt(dataUpdatedAt)}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              loading={busy === "back"}
              disabled={busy === "again"}
              onClick={() => void change("back", () => leaveRole(session.csrf))}
            >
              {text.goOn(user)}
            </Button>
            <Button
              variant="primary"
              loading={busy === "again"}
              disabled={busy === "back"}
              onClick={() => void change("again", () => switchRole(session.csrf, role.arn))}
            >
              {text.again(role.name)}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <div>{text.hint}</div>
        <Refusal of={refusal} />
      </SpaceBetween>
    </Modal>
  );
}
