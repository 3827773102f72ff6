import type { AliasListEntry } from "@aws-sdk/client-kms";
import { useCollection } from "@cloudscape-design/collection-hooks";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { aliasesOf, useAliases } from "../../../queries/keys";
import { Refusal } from "../../../widgets/Refusal";
import { When } from "../../../widgets/When";
import type { TabProps } from "../tabs";
import { text as words } from "../text";
import { CreateAlias } from "./CreateAlias";
import { DeleteAliases } from "./DeleteAliases";
import { RetargetAlias } from "./RetargetAlias";
import { text } from "./text";

const PAGE = 20;
const nameOf = (alias: AliasListEntry) => alias.AliasName?.replace(/^alias\//, "") ?? "";

const columns: TableProps.ColumnDefinition<AliasListEntry>[] = [
  { id: "name", header: text.name, cell: nameOf, sortingField: "AliasName", isRowHeader: true },
  { id: "arn", header: text.arn, cell: (alias) => alias.AliasArn, sortingField: "AliasArn" },
  {
    id: "updated",
    header: text.updated,
    cell: (alias) => <When date={alias.LastUpdatedDate} />,
    sortingField: "LastUpdatedDate",
  },
];

/** The tab "Aliases". */
export function AliasesTab({ keyMetadata, mayChange }: TabProps) {
  const aliases = useAliases();
  const [open, setOpen] = useState<"create" | "delete" | "retarget" | null>(null);
  const mine = aliasesOf(aliases.data, keyMetadata.KeyId);
  const { items, collectionProps, paginationProps, actions } = useCollection(mine, {
    sorting: { defaultState: { sortingColumn: { sortingField: "AliasName" } } },
    pagination: { pageSize: PAGE },
    selection: { trackBy: "AliasName" },
  });
  const selected = collectionProps.selectedItems ?? [];

  function close(changed: boolean) {
    setOpen(null);
    if (changed) {
      actions.setSelectedItems([]);
    }
  }

  return (
    <SpaceBetween size="m">
      <Refusal of={aliases.error} />
      <Table
        {...collectionProps}
        items={items}
        loading={aliases.isPending}
        loadingText={words.loading}
        enableKeyboardNavigation
        selectionType={mayChange ? "multi" : undefined}
        ariaLabels={{
          tableLabel: words.aliases,
          selectionGroupLabel: words.aliases,
          allItemsSelectionLabel: () => text.selectAll,
          itemSelectionLabel: (_, alias) => text.select(nameOf(alias)),
        }}
        empty={<Box color="text-body-secondary">{text.empty}</Box>}
        columnDefinitions={columns}
        pagination={mine.length > PAGE && <Pagination {...paginationProps} />}
        header={
          <Header
            variant="h2"
            counter={`(${mine.length})`}
            actions={
              mayChange && (
                <SpaceBetween direction="horizontal" size="xs">
                  <Button disabled={selected.length !== 1} onClick={() => setOpen("retarget")}>
                    {text.retarget}
                  </Button>
                  <Button disabled={selected.length === 0} onClick={() => setOpen("delete")}>
                    {text.delete}
                  </Button>
                  <Button variant="primary" onClick={() => setOpen("create")}>
                    {text.create}
                  </Button>
                </SpaceBetween>
              )
            }
          >
            {words.aliases}
          </Header>
        }
      />
      {open === "create" && <CreateAlias keyId={keyMetadata.KeyId ?? ""} onClose={close} />}
      {open === "delete" && <DeleteAliases keyId={keyMetadata.KeyId ?? ""} aliases={selected} onClose={close} />}
      {open === "retarget" && selected[0] !== undefined && (
        <RetargetAlias keyMetadata={keyMetadata} alias={selected[0]} onClose={close} />
      )}
    </SpaceBetween>
  );
}
