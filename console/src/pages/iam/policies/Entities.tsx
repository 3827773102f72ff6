import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import { useFlash } from "../../../app/flashes";
import { useIam } from "../../../queries/iam";
import { CommandModal } from "../../../widgets/CommandModal";
import { PageLink } from "../../../widgets/PageLink";
import { ResourceTable } from "../../../widgets/ResourceTable";
import { detach } from "../shared/entity";
import { text } from "./text";
import { type Use, usesOf } from "./uses";

/** What a policy is attached to. */
export function Entities({ arn }: { arn: string }) {
  const flash = useFlash();
  const uses = useIam(["policy", arn, "uses"], (iam) => usesOf(iam, arn));
  const [chosen, setChosen] = useState<Use[]>([]);
  const [open, setOpen] = useState(false);
  const attached = chosen.filter(({ boundary }) => !boundary);
  return (
    <>
      <ResourceTable
        title={text.entities}
        headed
        query={uses}
        keyOf={({ kind, name, boundary }) => `${kind}/${name}/${boundary}`}
        empty={text.noEntities}
        columns={[
          {
            id: "name",
            header: text.entityName,
            value: ({ name }) => name,
            cell: ({ kind, name }) => <PageLink href={`/iam/${kind}s/${encodeURIComponent(name)}`}>{name}</PageLink>,
          },
          { id: "type", header: text.entityType, value: ({ kind }) => text[kind] },
          { id: "as", header: text.usedAs, value: ({ boundary }) => (boundary ? text.asBoundary : text.asPolicy) },
        ]}
        selection={{ type: "multi", items: chosen, onChange: setChosen }}
        actions={
          <Button disabled={attached.length === 0} onClick={() => setOpen(true)}>
            {text.detach}
          </Button>
        }
      />
      {open && (
        <CommandModal
          title={text.detachTitle}
          action={text.detach}
          commands={attached.map((use) => detach(use, arn))}
          onDone={() => {
            flash({ type: "success", content: text.detached });
            setChosen([]);
            setOpen(false);
          }}
          onDismiss={() => setOpen(false)}
        >
          <div>{attached.map(({ name }) => name).join(", ")}</div>
        </CommandModal>
      )}
    </>
  );
}
