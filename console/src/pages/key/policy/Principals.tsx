import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { type ReactNode, useState } from "react";
import type { ApiCall } from "../../../app/snippets";
import type { PolicyDocument, PrincipalName } from "../../../policy/document";
import { Ask } from "../../../widgets/Ask";
import { PrincipalSelect } from "../../../widgets/PrincipalSelect";
import { text } from "./text";

/** How the panels of the default view save. */
export interface PolicyDoor {
  mayChange: boolean;
  busy: boolean;
  refusal: unknown;
  clear: () => void;
  put: (changed: PolicyDocument) => Promise<boolean>;
  call: (changed: PolicyDocument) => ApiCall;
}

interface Props extends PolicyDoor {
  title: string;
  description: string;
  sid?: string | undefined;
  principals: readonly PrincipalName[];
  /** The policy with these principals in the statement; the second are those that are new. */
  changed: (next: readonly PrincipalName[], added: readonly PrincipalName[]) => PolicyDocument;
  children?: ReactNode;
}

function nameOf({ value }: PrincipalName): { name: string; path: string; type: string } {
  const [, kind, path = "", name = ""] = /^arn:[^:]*:iam::\d{12}:(user|role)(\/(?:.*\/)?)([^/]+)$/.exec(value) ?? [];
  return kind === undefined
    ? { name: value, path: "–", type: /^A(ID|RO)A/.test(value) ? text.gone : text.otherAccount }
    : { name, path, type: kind === "user" ? "User" : "Role" };
}

/** The principals of a statement, with what adds and removes them. */
export function Principals(props: Props) {
  const { title, description, sid, principals, changed, mayChange, busy, refusal, clear, put, call, children } = props;
  const [selected, setSelected] = useState<readonly PrincipalName[]>([]);
  const [open, setOpen] = useState<"add" | "remove" | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [checked, setChecked] = useState(false);
  const added = chosen.map((value) => ({ kind: "AWS", value }));
  const next =
    open === "add"
      ? changed([...principals, ...added], added)
      : changed(
          principals.filter((each) => !selected.includes(each)),
          [],
        );

  function close() {
    setOpen(null);
    setChosen([]);
    setChecked(false);
    clear();
  }

  async function act() {
    setChecked(true);
    if (open === "add" && added.length === 0) {
      return;
    }
    if (await put(next)) {
      setSelected([]);
      close();
    }
  }

  return (
    <>
      <Table
        variant="container"
        items={principals}
        trackBy="value"
        enableKeyboardNavigation
        selectionType={mayChange ? "multi" : undefined}
        selectedItems={selected}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
        ariaLabels={{
          tableLabel: title,
          selectionGroupLabel: title,
          allItemsSelectionLabel: () => text.selectAll,
          itemSelectionLabel: (_, item) => text.selectItem(nameOf(item).name),
        }}
        header={
          <Header
            variant="h3"
            counter={`(${principals.length})`}
            description={sid === undefined ? description : `${description} Sid: ${sid}`}
            actions={
              mayChange && (
                <SpaceBetween direction="horizontal" size="xs">
                  <Button
                    disabled={selected.length === 0}
                    ariaLabel={text.removeFrom(title, selected.length)}
                    onClick={() => setOpen("remove")}
                  >
                    {text.remove}
                  </Button>
                  <Button ariaLabel={text.addTo(title)} onClick={() => setOpen("add")}>
                    {text.add}
                  </Button>
                </SpaceBetween>
              )
            }
          >
            {title}
          </Header>
        }
        empty={<Box color="text-body-secondary">{text.nobody}</Box>}
        columnDefinitions={[
          { id: "name", header: text.name, cell: (item) => nameOf(item).name, isRowHeader: true },
          { id: "path", header: text.path, cell: (item) => nameOf(item).path },
          { id: "type", header: text.type, cell: (item) => nameOf(item).type },
          { id: "arn", header: text.arn, cell: (item) => item.value },
        ]}
        footer={children}
      />
      {open !== null && (
        <Ask
          header={open === "add" ? text.addTo(title) : text.removeFrom(title, selected.length)}
          action={open === "add" ? text.add : text.remove}
          busy={busy}
          refusal={refusal}
          call={call(next)}
          onAct={() => void act()}
          onClose={close}
        >
          {open === "add" ? (
            <PrincipalSelect
              label={text.choose}
              value={chosen}
              errorText={checked && added.length === 0 ? text.chooseOne : undefined}
              onChange={setChosen}
            />
          ) : (
            <>
              {selected.map((each) => (
                <div key={each.value}>{each.value}</div>
              ))}
              <Box>{text.removeMeans}</Box>
            </>
          )}
        </Ask>
      )}
    </>
  );
}
