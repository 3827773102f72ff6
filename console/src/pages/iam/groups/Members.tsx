import {
  AddUserToGroupCommand,
  paginateGetGroup,
  paginateListUsers,
  RemoveUserFromGroupCommand,
  type User,
} from "@aws-sdk/client-iam";
import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { useFlash } from "../../../app/flashes";
import { collect, useIam } from "../../../queries/iam";
import { Buttons } from "../../../widgets/Buttons";
import { CommandModal } from "../../../widgets/CommandModal";
import { PageLink } from "../../../widgets/PageLink";
import { type Column, ResourceTable } from "../../../widgets/ResourceTable";
import { text } from "./text";

const columns: Column<User>[] = [
  {
    id: "name",
    header: text.userName,
    value: (user) => user.UserName,
    cell: ({ UserName = "" }) => <PageLink href={`/iam/users/${encodeURIComponent(UserName)}`}>{UserName}</PageLink>,
  },
  { id: "arn", header: text.arn, value: (user) => user.Arn },
];

/** The users of a group. */
export function Members({ groupName }: { groupName: string }) {
  const flash = useFlash();
  const users = useIam(["group", groupName, "users"], (client) =>
    collect(paginateGetGroup({ client }, { GroupName: groupName }), (page) => page.Users),
  );
  const [chosen, setChosen] = useState<User[]>([]);
  const [open, setOpen] = useState<"add" | "remove" | null>(null);
  return (
    <>
      <ResourceTable
        title={text.users}
        headed
        query={users}
        keyOf={(user) => user.Arn ?? ""}
        empty={text.noUsers}
        columns={columns}
        selection={{ type: "multi", items: chosen, onChange: setChosen }}
        actions={
          <Buttons>
            <Button disabled={chosen.length === 0} onClick={() => setOpen("remove")}>
              {text.removeUsers}
            </Button>
            <Button onClick={() => setOpen("add")}>{text.addUsers}</Button>
          </Buttons>
        }
      />
      {open === "add" && (
        <AddUsers groupName={groupName} has={(users.data ?? []).map(({ Arn }) => Arn)} onClose={() => setOpen(null)} />
      )}
      {open === "remove" && (
        <CommandModal
          title={text.removeTitle(chosen.length)}
          action={text.removeUsers}
          commands={chosen.map(({ UserName }) => new RemoveUserFromGroupCommand({ GroupName: groupName, UserName }))}
          onDone={(answers) => {
            flash({ type: "success", content: text.removed(answers.length) });
            setChosen([]);
            setOpen(null);
          }}
          onDismiss={() => setOpen(null)}
        >
          <div>{chosen.map(({ UserName }) => UserName).join(", ")}</div>
        </CommandModal>
      )}
    </>
  );
}

interface Props {
  groupName: string;
  has: (string | undefined)[];
  onClose: () => void;
}

function AddUsers({ groupName, has, onClose }: Props) {
  const flash = useFlash();
  const all = useIam(["users"], (client) =>
    collect(paginateListUsers({ client, pageSize: 1000 }, {}), (page) => page.Users),
  );
  const [chosen, setChosen] = useState<User[]>([]);
  const [checked, setChecked] = useState(false);
  return (
    <CommandModal
      title={text.addUsers}
      action={text.addUsers}
      commands={chosen.map(({ UserName }) => new AddUserToGroupCommand({ GroupName: groupName, UserName }))}
      check={() => {
        setChecked(true);
        return chosen.length > 0;
      }}
      onDone={(answers) => {
        flash({ type: "success", content: text.added(answers.length) });
        onClose();
      }}
      onDismiss={onClose}
    >
      {checked && chosen.length === 0 && <Alert type="error">{text.chooseUser}</Alert>}
      <ResourceTable
        title={text.users}
        name="add"
        query={{ ...all, data: all.data?.filter(({ Arn }) => !has.includes(Arn)) }}
        keyOf={(user) => user.Arn ?? ""}
        empty={text.noUsers}
        columns={[{ id: "name", header: text.userName, value: (user: User) => user.UserName }]}
        selection={{ type: "multi", items: chosen, onChange: setChosen }}
      />
    </CommandModal>
  );
}
