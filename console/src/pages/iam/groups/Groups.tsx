import { CreateGroupCommand, paginateListGroups } from "@aws-sdk/client-iam";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useFlash } from "../../../app/flashes";
import { useTo } from "../../../app/region";
import { collect, useIam } from "../../../queries/iam";
import { CommandModal } from "../../../widgets/CommandModal";
import { PageLink } from "../../../widgets/PageLink";
import { When } from "../../../widgets/When";
import { EntityList } from "../shared/EntityList";
import { isName } from "../shared/names";
import { DeleteGroup } from "./DeleteGroup";
import { text } from "./text";

const NAME_LENGTH_MAX = 128;

/** The groups of the account. */
export default function Groups() {
  const groups = useIam(["groups"], (client) =>
    collect(paginateListGroups({ client, pageSize: 1000 }, {}), (page) => page.Groups),
  );
  return (
    <EntityList
      query={groups}
      nameOf={({ GroupName }) => GroupName}
      text={text}
      Create={CreateGroup}
      Delete={DeleteGroup}
      columns={[
        {
          id: "name",
          header: text.groupName,
          value: (group) => group.GroupName,
          cell: ({ GroupName = "" }) => (
            <PageLink href={`/iam/groups/${encodeURIComponent(GroupName)}`}>{GroupName}</PageLink>
          ),
        },
        { id: "path", header: text.path, value: (group) => group.Path },
        {
          id: "created",
          header: text.creationTime,
          value: (group) => group.CreateDate?.toISOString(),
          cell: (group) => <When date={group.CreateDate} />,
        },
        { id: "arn", header: text.arn, value: (group) => group.Arn },
      ]}
    />
  );
}

function CreateGroup({ onClose }: { onClose: () => void }) {
  const flash = useFlash();
  const navigate = useNavigate();
  const to = useTo();
  const [name, setName] = useState("");
  const [path, setPath] = useState("");
  const [checked, setChecked] = useState(false);
  return (
    <CommandModal
      title={text.create}
      action={text.create}
      commands={[new CreateGroupCommand({ GroupName: name, ...(path === "" ? {} : { Path: path }) })]}
      check={() => {
        setChecked(true);
        return isName(name, NAME_LENGTH_MAX);
      }}
      onDone={() => {
        flash({ type: "success", content: text.created(name) });
        void navigate(to(`/iam/groups/${encodeURIComponent(name)}`));
      }}
      onDismiss={onClose}
    >
      <FormField
        label={text.groupName}
        constraintText={text.groupNameHint}
        errorText={checked && !isName(name, NAME_LENGTH_MAX) ? text.badName : undefined}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} autoFocus spellcheck={false} />
      </FormField>
      <FormField label={`${text.path} – ${text.optional}`}>
        <Input value={path} placeholder="/" onChange={({ detail }) => setPath(detail.value)} spellcheck={false} />
      </FormField>
    </CommandModal>
  );
}
