import Button from "@cloudscape-design/components/button";
import type { UseQueryResult } from "@tanstack/react-query";
import { type ComponentType, type ReactNode, useState } from "react";
import { Buttons } from "../../../widgets/Buttons";
import { Page } from "../../../widgets/Page";
import { type Column, ResourceTable } from "../../../widgets/ResourceTable";
import type { DeleteProps } from "./DeleteEntity";

interface Props<T> {
  query: UseQueryResult<T[]>;
  columns: Column<T>[];
  nameOf: (entity: T) => string | undefined;
  text: { title: string; description: string; create: string; delete: string; empty: string };
  Create: ComponentType<{ onClose: () => void }>;
  Delete: ComponentType<DeleteProps>;
  /** Further buttons, for the entity that is chosen. */
  actions?: (chosen: T | undefined) => ReactNode;
}

/** The list of the users, groups or roles of the account. One can be chosen and deleted. */
export function EntityList<T extends { Arn?: string | undefined }>(props: Props<T>) {
  const { query, columns, nameOf, text, Create, Delete, actions } = props;
  const [items, setItems] = useState<T[]>([]);
  const [open, setOpen] = useState<"create" | "delete" | null>(null);
  const chosen = items[0];
  const name = chosen === undefined ? undefined : nameOf(chosen);
  const close = () => setOpen(null);
  return (
    <Page
      title={text.title}
      description={text.description}
      actions={
        <Buttons>
          {actions?.(chosen)}
          <Button disabled={name === undefined} onClick={() => setOpen("delete")}>
            {text.delete}
          </Button>
          <Button variant="primary" onClick={() => setOpen("create")}>
            {text.create}
          </Button>
        </Buttons>
      }
    >
      <ResourceTable
        title={text.title}
        query={query}
        keyOf={(entity) => entity.Arn ?? ""}
        empty={text.empty}
        columns={columns}
        selection={{ type: "single", items, onChange: setItems }}
      />
      {open === "create" && <Create onClose={close} />}
      {open === "delete" && name !== undefined && (
        <Delete
          name={name}
          onClose={close}
          onDeleted={() => {
            setItems([]);
            close();
          }}
        />
      )}
    </Page>
  );
}
