import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFlash } from "../../app/flashes";
import { endOtherSessions, endSession, listSessions, type SessionEntry, useSession } from "../../app/session";
import { Buttons } from "../../widgets/Buttons";
import { Refusal } from "../../widgets/Refusal";
import { ResourceTable } from "../../widgets/ResourceTable";
import { When } from "../../widgets/When";
import { browserOf } from "./browser";
import { text } from "./text";

/** The sessions of the user, of which others can be ended. */
export function SessionList() {
  const { csrf } = useSession();
  const flash = useFlash();
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: async () => (await listSessions(csrf)).sessions,
  });
  const [chosen, setChosen] = useState<SessionEntry[]>([]);
  const [open, setOpen] = useState<"one" | "others" | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const one = sessions.data?.find(({ id }) => id === chosen[0]?.id);
  const others = sessions.data?.filter(({ current }) => !current).length ?? 0;

  async function end() {
    setBusy(true);
    setRefusal(null);
    try {
      await (open === "one" && one !== undefined ? endSession(csrf, one.id) : endOtherSessions(csrf));
      flash({ type: "success", content: open === "one" ? text.ended : text.othersEnded });
      setOpen(null);
      setChosen([]);
    } catch (refused) {
      setRefusal(refused);
    } finally {
      setBusy(false);
      void sessions.refetch();
    }
  }

  return (
    <>
      <ResourceTable
        title={text.sessions}
        headed
        query={sessions}
        keyOf={({ id }) => id}
        empty={text.empty}
        defaultSort="-seen"
        columns={[
          {
            id: "browser",
            header: text.browser,
            value: ({ userAgent }) => browserOf(userAgent),
            cell: ({ userAgent, current }) => (
              <span title={userAgent}>
                {browserOf(userAgent)} {current && <Badge color="blue">{text.current}</Badge>}
              </span>
            ),
          },
          { id: "ip", header: text.sourceIp, value: ({ sourceIp }) => sourceIp },
          { id: "began", header: text.began, value: ({ began }) => began, cell: ({ began }) => <When date={began} /> },
          {
            id: "seen",
            header: text.lastSeen,
            value: ({ lastSeen }) => lastSeen,
            cell: ({ lastSeen }) => <When date={lastSeen} />,
          },
          {
            id: "expires",
            header: text.expires,
            value: ({ expires }) => expires,
            cell: ({ expires }) => <When date={expires} />,
          },
          { id: "role", header: text.role, value: ({ role }) => role ?? undefined },
        ]}
        selection={{ type: "single", items: chosen, onChange: setChosen }}
        actions={
          <Buttons>
            <Button disabled={one === undefined || one.current} onClick={() => setOpen("one")}>
              {text.end}
            </Button>
            <Button disabled={others === 0} onClick={() => setOpen("others")}>
              {text.endOthers}
            </Button>
          </Buttons>
        }
      />
      {open !== null && (
        <Modal
          visible
          header={open === "one" ? text.endTitle : `${text.endOthers}?`}
          onDismiss={() => setOpen(null)}
          footer={
            <Box float="right">
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="link" onClick={() => setOpen(null)}>
                  {text.cancel}
                </Button>
                <Button variant="primary" loading={busy} onClick={() => void end()}>
                  {open === "one" ? text.end : text.endOthers}
                </Button>
              </SpaceBetween>
            </Box>
          }
        >
          <SpaceBetween size="m">
            <Box>{open === "one" ? text.endHint : text.endOthersHint}</Box>
            <Refusal of={refusal} />
          </SpaceBetween>
        </Modal>
      )}
    </>
  );
}
