import { DeletePolicyVersionCommand, type PolicyVersion, SetDefaultPolicyVersionCommand } from "@aws-sdk/client-iam";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { useFlash } from "../../../app/flashes";
import { useIam } from "../../../queries/iam";
import { Buttons } from "../../../widgets/Buttons";
import { CommandModal } from "../../../widgets/CommandModal";
import { PolicyEditor } from "../../../widgets/PolicyEditor";
import { ResourceTable } from "../../../widgets/ResourceTable";
import { When } from "../../../widgets/When";
import { useDocument } from "./Document";
import { text } from "./text";
import { versionsOf } from "./uses";

/** The versions of a policy. */
export function Versions({ arn, readOnly }: { arn: string; readOnly: boolean }) {
  const flash = useFlash();
  const versions = useIam(["policy", arn, "versions"], (iam) => versionsOf(iam, arn));
  const [chosen, setChosen] = useState<PolicyVersion[]>([]);
  const [open, setOpen] = useState<"view" | "default" | "delete" | null>(null);
  const id = chosen[0]?.VersionId ?? "";
  const changeable =
    id !== "" && !readOnly && versions.data?.find(({ VersionId }) => VersionId === id)?.IsDefaultVersion === false;
  const told = (content: string) => {
    flash({ type: "success", content });
    setOpen(null);
  };
  return (
    <>
      <ResourceTable
        title={text.versions}
        headed
        description={text.versionsHint}
        query={versions}
        keyOf={({ VersionId }) => VersionId ?? ""}
        empty={text.empty}
        columns={[
          { id: "version", header: text.version, value: ({ VersionId }) => VersionId },
          {
            id: "default",
            header: text.default,
            value: ({ IsDefaultVersion }) => (IsDefaultVersion === true ? text.default : ""),
            cell: ({ IsDefaultVersion }) =>
              IsDefaultVersion === true ? <StatusIndicator type="success">{text.default}</StatusIndicator> : "–",
          },
          {
            id: "created",
            header: text.creationTime,
            value: ({ CreateDate }) => CreateDate?.toISOString(),
            cell: ({ CreateDate }) => <When date={CreateDate} />,
          },
        ]}
        selection={{ type: "single", items: chosen, onChange: setChosen }}
        actions={
          <Buttons>
            <Button disabled={id === ""} onClick={() => setOpen("view")}>
              {text.view}
            </Button>
            <Button disabled={!changeable} onClick={() => setOpen("delete")}>
              {text.delete}
            </Button>
            <Button disabled={!changeable} onClick={() => setOpen("default")}>
              {text.setDefault}
            </Button>
          </Buttons>
        }
      />
      {open === "view" && <View arn={arn} version={id} onClose={() => setOpen(null)} />}
      {open === "default" && (
        <CommandModal
          title={text.setDefaultTitle(id)}
          action={text.setDefault}
          commands={[new SetDefaultPolicyVersionCommand({ PolicyArn: arn, VersionId: id })]}
          onDone={() => told(text.saved(id))}
          onDismiss={() => setOpen(null)}
        >
          <div>{text.setDefaultHint}</div>
        </CommandModal>
      )}
      {open === "delete" && (
        <CommandModal
          title={text.deleteVersionTitle(id)}
          action={text.delete}
          commands={[new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: id })]}
          onDone={() => told(text.versionDeleted(id))}
          onDismiss={() => setOpen(null)}
        >
          <div>{text.deleteVersionHint}</div>
        </CommandModal>
      )}
    </>
  );
}

function View({ arn, version, onClose }: { arn: string; version: string; onClose: () => void }) {
  const document = useDocument(arn, version);
  return (
    <Modal visible size="large" header={`${text.version} ${version}`} onDismiss={onClose}>
      <PolicyEditor label={text.document} value={document.data ?? ""} onChange={() => undefined} readOnly rows={22} />
    </Modal>
  );
}
