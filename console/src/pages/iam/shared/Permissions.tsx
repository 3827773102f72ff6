import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useState } from "react";
import { useFlash } from "../../../app/flashes";
import { Buttons } from "../../../widgets/Buttons";
import { CommandModal } from "../../../widgets/CommandModal";
import { PageLink } from "../../../widgets/PageLink";
import { ResourceTable } from "../../../widgets/ResourceTable";
import { AttachPolicies } from "./AttachPolicies";
import { deleteInline, detach, type Entity } from "./entity";
import { InlineEditor } from "./InlineEditor";
import { type Held, heldKey, useHeldPolicies } from "./permissions";
import { policyPage, policyType } from "./policyList";
import { text } from "./text";

type Open = "attach" | "inline" | "remove" | { edit: string } | null;

/** The policies of a user, role or group: attached, inline and by groups. */
export function Permissions({ entity, children }: { entity: Entity; children?: ReactNode }) {
  const flash = useFlash();
  const held = useHeldPolicies(entity);
  const [chosen, setChosen] = useState<Held[]>([]);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const own = chosen.filter((policy) => policy.group === undefined);
  return (
    <SpaceBetween size="l">
      <ResourceTable
        title={text.policies}
        headed
        description={text.policiesHint}
        query={held}
        keyOf={heldKey}
        empty={text.noPolicies}
        columns={[
          {
            id: "name",
            header: text.policyName,
            value: ({ name }) => name,
            cell: (policy) => nameCell(policy, setOpen),
          },
          { id: "type", header: text.type, value: ({ arn }) => policyType(arn) },
          ...(entity.kind === "user"
            ? [
                {
                  id: "via",
                  header: text.attachedVia,
                  value: ({ group }: Held) => (group === undefined ? text.directly : text.group(group)),
                },
              ]
            : []),
        ]}
        selection={{ type: "multi", items: chosen, onChange: setChosen }}
        actions={
          <Buttons>
            <Button disabled={own.length === 0} onClick={() => setOpen("remove")}>
              {text.remove}
            </Button>
            <ButtonDropdown
              items={[
                { id: "attach", text: text.attachPolicies },
                { id: "inline", text: text.createInline },
              ]}
              onItemClick={({ detail }) => setOpen(detail.id as "attach" | "inline")}
            >
              {text.addPermissions}
            </ButtonDropdown>
          </Buttons>
        }
      />
      {children}
      {open === "attach" && (
        <AttachPolicies
          entity={entity}
          attached={(held.data ?? []).flatMap(({ arn, group }) =>
            arn !== undefined && group === undefined ? [arn] : [],
          )}
          onClose={close}
        />
      )}
      {open === "inline" && <InlineEditor entity={entity} policyName={null} onClose={close} />}
      {open !== null && typeof open === "object" && (
        <InlineEditor entity={entity} policyName={open.edit} onClose={close} />
      )}
      {open === "remove" && (
        <CommandModal
          title={text.removeTitle(own.length)}
          action={text.remove}
          commands={own.map(({ arn, name }) => (arn === undefined ? deleteInline(entity, name) : detach(entity, arn)))}
          onDone={(answers) => {
            flash({ type: "success", content: text.removed(answers.length) });
            setChosen([]);
            close();
          }}
          onDismiss={close}
        >
          <div>
            {text.removeHint} ({own.map(({ name }) => name).join(", ")})
          </div>
        </CommandModal>
      )}
    </SpaceBetween>
  );
}

function nameCell({ name, arn, group }: Held, open: (what: Open) => void) {
  if (arn !== undefined) {
    return <PageLink href={policyPage(arn)}>{name}</PageLink>;
  }
  return group === undefined ? (
    <Link
      href="#"
      onFollow={(event) => {
        event.preventDefault();
        open({ edit: name });
      }}
    >
      {name}
    </Link>
  ) : (
    <PageLink href={`/iam/groups/${encodeURIComponent(group)}`}>{name}</PageLink>
  );
}
