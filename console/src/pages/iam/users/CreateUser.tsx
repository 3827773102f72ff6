import { CreateUserCommand, type Tag } from "@aws-sdk/client-iam";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useFlash } from "../../../app/flashes";
import { useTo } from "../../../app/region";
import { CommandModal } from "../../../widgets/CommandModal";
import { isName } from "../shared/names";
import { TagRows } from "../shared/Tags";
import { text } from "./text";

const NAME_LENGTH_MAX = 64;

export function CreateUser({ onClose }: { onClose: () => void }) {
  const flash = useFlash();
  const navigate = useNavigate();
  const to = useTo();
  const [name, setName] = useState("");
  const [path, setPath] = useState("");
  const [tags, setTags] = useState<Tag[]>([]);
  const [checked, setChecked] = useState(false);
  const filled = tags.filter(({ Key }) => Key !== "");
  return (
    <CommandModal
      title={text.create}
      action={text.create}
      commands={[
        new CreateUserCommand({
          UserName: name,
          ...(path === "" ? {} : { Path: path }),
          ...(filled.length === 0 ? {} : { Tags: filled }),
        }),
      ]}
      check={() => {
        setChecked(true);
        return isName(name, NAME_LENGTH_MAX);
      }}
      unsaved={name !== "" || path !== "" || filled.length > 0}
      onDone={() => {
        flash({ type: "success", content: text.created(name) });
        void navigate(to(`/iam/users/${encodeURIComponent(name)}`));
      }}
      onDismiss={onClose}
    >
      <FormField
        label={text.userName}
        constraintText={text.userNameHint}
        errorText={checked && !isName(name, NAME_LENGTH_MAX) ? text.badName : undefined}
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} autoFocus spellcheck={false} />
      </FormField>
      <FormField label={`${text.path} – ${text.optional}`}>
        <Input value={path} placeholder="/" onChange={({ detail }) => setPath(detail.value)} spellcheck={false} />
      </FormField>
      <FormField label={`${text.tags} – ${text.optional}`}>
        <TagRows tags={tags} onChange={setTags} />
      </FormField>
    </CommandModal>
  );
}
