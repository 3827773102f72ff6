import { type MFADevice, paginateListMFADevices } from "@aws-sdk/client-iam";
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { useFlash } from "../../../../app/flashes";
import { collect, useIam } from "../../../../queries/iam";
import { Buttons } from "../../../../widgets/Buttons";
import { CommandModal } from "../../../../widgets/CommandModal";
import { ResourceTable } from "../../../../widgets/ResourceTable";
import { When } from "../../../../widgets/When";
import { removeDevice } from "../remains";
import { AssignMfa } from "./AssignMfa";
import { text } from "./text";

/** The second factors of a user. */
export function MfaDevices({ userName }: { userName: string }) {
  const flash = useFlash();
  const devices = useIam(["user", userName, "mfa"], (client) =>
    collect(paginateListMFADevices({ client }, { UserName: userName }), (page) => page.MFADevices),
  );
  const [chosen, setChosen] = useState<MFADevice[]>([]);
  const [open, setOpen] = useState<"assign" | "remove" | null>(null);
  const serial = devices.data?.find(({ SerialNumber }) => SerialNumber === chosen[0]?.SerialNumber)?.SerialNumber;
  return (
    <>
      <ResourceTable
        title={text.mfa}
        headed
        description={text.mfaHint}
        query={devices}
        keyOf={({ SerialNumber }) => SerialNumber ?? ""}
        empty={text.noMfa}
        columns={[
          { id: "serial", header: text.serial, value: ({ SerialNumber }) => SerialNumber },
          {
            id: "created",
            header: text.created,
            value: ({ EnableDate }) => EnableDate?.toISOString(),
            cell: ({ EnableDate }) => <When date={EnableDate} />,
          },
        ]}
        selection={{ type: "single", items: chosen, onChange: setChosen }}
        actions={
          <Buttons>
            <Button disabled={serial === undefined} onClick={() => setOpen("remove")}>
              {text.removeMfa}
            </Button>
            <Button onClick={() => setOpen("assign")}>{text.assignMfa}</Button>
          </Buttons>
        }
      />
      {open === "assign" && (
        <AssignMfa
          userName={userName}
          onClose={() => setOpen(null)}
          onDone={() => {
            flash({ type: "success", content: text.mfaAdded });
            setOpen(null);
          }}
        />
      )}
      {open === "remove" && serial !== undefined && (
        <CommandModal
          title={text.removeMfaTitle}
          action={text.removeMfa}
          commands={removeDevice(userName, serial)}
          onDone={() => {
            flash({ type: "success", content: text.mfaRemoved });
            setChosen([]);
            setOpen(null);
          }}
          onDismiss={() => setOpen(null)}
        >
          <div>{text.removeMfaHint}</div>
        </CommandModal>
      )}
    </>
  );
}
