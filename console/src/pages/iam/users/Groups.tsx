import {
  AddUserToGroupCommand,
  type Group,
  paginateListGroups,
  paginateListGroupsForUser,
  RemoveUserFromGroupCommand,
} from "@aws-sdk/client-iam";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { useFlash } from "../../../app/flashes";
import { collect, useIam } from "../../../queries/iam";
import { Buttons } from "../../../widgets/Buttons";
import { CommandModal } from "../../../widgets/CommandModal";
import { PageLink } from "../../../widgets/PageLink";
import { ResourceTable } from "../../../widgets/ResourceTable";
import { text } from "./text";

/** The groups of a user. */
export function Groups({ userName }: { userName: string }) {
  const flash = useFlash();
  const groups = useIam(["user", userName, "groups"], (client) =>
    collect(paginateListGroupsForUser({ client }, { UserName: userName }), (page) => page.Groups),
  );
  const [chosen, setChosen] = useState<Group[]>([]);
  const [open, setOpen] = useState<"add" | "remove" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <ResourceTable
        title={text.groups}
        headed
        description={text.groupsHint}
        query={groups}
        keyOf={(group) => group.Arn ?? ""}
        empty={text.noGroups}
        columns={[
          {
            id: "name",
            header: text.groupName,
            value: (group) => group.GroupName,
            cell: ({ GroupName = "" }) => (
              <PageLink href={`/iam/groups/${encodeURIComponent(GroupName)}`}>{GroupName}</PageLink>
            ),
          },
          { id: "arn", header: text.arn, value: (group) => group.Arn },
        ]}
        selection={{ type: "multi", items: chosen, onChange: setChosen }}
        actions={
          <Buttons>
            <Button disabled={chosen.length === 0} onClick={() => setOpen("remove")}>
              {text.removeFromGroup}
            </Button>
            <Button onClick={() => setOpen("add")}>{text.addToGroups}</Button>
          </Buttons>
        }
      />
      {open === "add" && (
        <AddToGroups userName={userName} has={(groups.data ?? []).map(({ Arn }) => Arn)} onClose={close} />
      )}
      {open === "remove" && (
        <CommandModal
          title={text.removeFromGroupTitle(chosen.length)}
          action={text.removeFromGroup}
          commands={chosen.map(({ GroupName }) => new RemoveUserFromGroupCommand({ UserName: userName, GroupName }))}
          onDone={() => {
            flash({ type: "success", content: text.removedFromGroups });
            setChosen([]);
            close();
          }}
          onDismiss={close}
        >
          <div>{chosen.map(({ GroupName }) => GroupName).join(", ")}</div>
        </CommandModal>
      )}
    </>
  );
}

interface Props {
  userName: string;
  has: (string | undefined)[];
  onClose: () => void;
}

function AddToGroups({ userName, has, onClose }: Props) {
  const flash = useFlash();
  const all = useIam(["groups"], (client) =>
    collect(paginateListGroups({ client, pageSize: 1000 }, {}), (page) => page.Groups),
  );
  const [chosen, setChosen] = useState<Group[]>([]);
  const [checked, setChecked] = useState(false);
  return (
    <CommandModal
      title={text.addToGroups}
      action={text.addToGroups}
      commands={chosen.map(({ GroupName }) => new AddUserToGroupCommand({ UserName: userName, GroupName }))}
      check={() => {
        setChecked(true);
        return chosen.length > 0;
      }}
      onDone={(answers) => {
        flash({ type: "success", content: text.addedToGroups(answers.length) });
        onClose();
      }}
      onDismiss={onClose}
    >
      {checked && chosen.length === 0 && <Alert type="error">{text.chooseGroup}</Alert>}
      <ResourceTable
        title={text.groups}
        name="add"
        query={{ ...all, data: all.data?.filter(({ Arn }) => !has.includes(Arn)) }}
        keyOf={(group) => group.Arn ?? ""}
        empty={text.noGroups}
        columns={[{ id: "name", header: text.groupName, value: (group) => group.GroupName }]}
        selection={{ type: "multi", items: chosen, onChange: setChosen }}
      />
    </CommandModal>
  );
}
