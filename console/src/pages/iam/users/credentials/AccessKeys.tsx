import {
  type AccessKey,
  type AccessKeyMetadata,
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  paginateListAccessKeys,
  UpdateAccessKeyCommand,
} from "@aws-sdk/client-iam";
import Button from "@cloudscape-design/components/button";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { useFlash } from "../../../../app/flashes";
import { collect, useIam } from "../../../../queries/iam";
import { Buttons } from "../../../../widgets/Buttons";
import { CommandModal } from "../../../../widgets/CommandModal";
import { ResourceTable } from "../../../../widgets/ResourceTable";
import { When } from "../../../../widgets/When";
import { SecretOnce } from "../../shared/SecretOnce";
import { text } from "./text";

const KEYS_MAX = 2;

/** The access keys of a user. */
export function AccessKeys({ userName }: { userName: string }) {
  const flash = useFlash();
  const keys = useIam(["user", userName, "access-keys"], (client) =>
    collect(paginateListAccessKeys({ client }, { UserName: userName }), (page) => page.AccessKeyMetadata),
  );
  const [chosen, setChosen] = useState<AccessKeyMetadata[]>([]);
  const [open, setOpen] = useState<"create" | "status" | "delete" | null>(null);
  const [made, setMade] = useState<AccessKey | null>(null);
  const close = () => setOpen(null);
  const key = keys.data?.find(({ AccessKeyId }) => AccessKeyId === chosen[0]?.AccessKeyId);
  const id = key?.AccessKeyId ?? "";
  const active = key?.Status === "Active";
  const full = (keys.data?.length ?? 0) >= KEYS_MAX;
  const told = (content: string) => {
    flash({ type: "success", content });
    close();
  };
  return (
    <>
      <ResourceTable
        title={text.accessKeys}
        headed
        description={text.accessKeysHint}
        query={keys}
        keyOf={({ AccessKeyId }) => AccessKeyId ?? ""}
        empty={text.noAccessKeys}
        columns={[
          { id: "id", header: text.accessKeyId, value: ({ AccessKeyId }) => AccessKeyId },
          {
            id: "status",
            header: text.status,
            value: ({ Status }) => Status,
            cell: ({ Status }) => (
              <StatusIndicator type={Status === "Active" ? "success" : "stopped"}>{Status}</StatusIndicator>
            ),
          },
          {
            id: "created",
            header: text.created,
            value: ({ CreateDate }) => CreateDate?.toISOString(),
            cell: ({ CreateDate }) => <When date={CreateDate} />,
          },
          {
            id: "used",
            header: text.lastUsed,
            value: () => undefined,
            cell: ({ AccessKeyId = "" }) => <LastUsed id={AccessKeyId} />,
          },
        ]}
        selection={{ type: "single", items: chosen, onChange: setChosen }}
        actions={
          <Buttons>
            <Button disabled={key === undefined} onClick={() => setOpen("status")}>
              {key === undefined || active ? text.deactivate : text.activate}
            </Button>
            <Button disabled={key === undefined} onClick={() => setOpen("delete")}>
              {text.delete}
            </Button>
            <Button disabled={full} disabledReason={text.keyNotTwice} onClick={() => setOpen("create")}>
              {text.createAccessKey}
            </Button>
          </Buttons>
        }
      />
      {open === "create" && (
        <CommandModal
          title={text.createAccessKey}
          action={text.createAccessKey}
          commands={[new CreateAccessKeyCommand({ UserName: userName })]}
          onDone={([answer]) => {
            setMade(answer?.AccessKey ?? null);
            close();
          }}
          onDismiss={close}
        >
          <div>{text.createAccessKeyHint}</div>
        </CommandModal>
      )}
      {made !== null && (
        <SecretOnce
          title={text.keyCreated}
          warning={text.keyWarning}
          open={[{ label: text.accessKeyId, value: made.AccessKeyId ?? "" }]}
          secret={{ label: text.secretAccessKey, value: made.SecretAccessKey ?? "" }}
          fileName={`${userName}_accessKeys.csv`}
          onClose={() => setMade(null)}
        />
      )}
      {open === "status" && (
        <CommandModal
          title={active ? text.deactivateTitle : `${text.activate} ${id}`}
          action={active ? text.deactivate : text.activate}
          commands={[
            new UpdateAccessKeyCommand({ UserName: userName, AccessKeyId: id, Status: active ? "Inactive" : "Active" }),
          ]}
          onDone={() => told(text.statusChanged(id, active ? "Inactive" : "Active"))}
          onDismiss={close}
        >
          {active && <div>{text.deactivateHint}</div>}
        </CommandModal>
      )}
      {open === "delete" && (
        <CommandModal
          title={text.deleteTitle}
          action={text.delete}
          confirm={id}
          commands={[new DeleteAccessKeyCommand({ UserName: userName, AccessKeyId: id })]}
          onDone={() => told(text.keyDeleted(id))}
          onDismiss={close}
        >
          <div>{text.deleteHint}</div>
        </CommandModal>
      )}
    </>
  );
}

function LastUsed({ id }: { id: string }) {
  const used = useIam(["access-key", id, "last-used"], async (iam) => {
    const answer = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: id }));
    return answer.AccessKeyLastUsed ?? null;
  });
  if (used.data === undefined || used.data === null) {
    return "–";
  }
  const { LastUsedDate, ServiceName = "", Region = "" } = used.data;
  return LastUsedDate === undefined ? (
    text.neverUsed
  ) : (
    <>
      <When date={LastUsedDate} />, {text.lastUsedIn(ServiceName, Region)}
    </>
  );
}
