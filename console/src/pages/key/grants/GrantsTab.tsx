import type { GrantListEntry } from "@aws-sdk/client-kms";
import { useCollection } from "@cloudscape-design/collection-hooks";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Header from "@cloudscape-design/components/header";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { useState } from "react";
import { useGrantsOfKey } from "../../../queries/keyFacts";
import { usePrincipals } from "../../../queries/principals";
import { Refusal } from "../../../widgets/Refusal";
import type { TabProps } from "../tabs";
import { text as words } from "../text";
import { CreateGrant } from "./CreateGrant";
import { columns, isGone } from "./columns";
import { EndGrants } from "./EndGrants";
import { text } from "./text";

const PAGE = 20;

/** The tab "Grants". */
export function GrantsTab({ keyMetadata }: TabProps) {
  const keyId = keyMetadata.Arn ?? "";
  const { data, error, isPending } = useGrantsOfKey(keyMetadata.KeyId ?? "");
  const principals = usePrincipals();
  const [onlyGone, setOnlyGone] = useState(false);
  const [open, setOpen] = useState<"create" | "revoke" | "retire" | null>(null);
  const known = principals.data === undefined ? null : new Set(principals.data.map((each) => each.arn));
  const shown = onlyGone ? (data ?? []).filter((grant) => isGone(grant.GranteePrincipal, known)) : (data ?? []);
  const { items, collectionProps, filterProps, paginationProps, filteredItemsCount, actions } = useCollection(shown, {
    filtering: {
      empty: <Box color="text-body-secondary">{text.empty}</Box>,
      noMatch: <Box color="text-body-secondary">{text.noMatch}</Box>,
      filteringFunction: (grant, wanted) => JSON.stringify(grant).toLowerCase().includes(wanted.toLowerCase()),
    },
    sorting: { defaultState: { sortingColumn: { sortingField: "CreationDate" }, isDescending: true } },
    pagination: { pageSize: PAGE },
    selection: { trackBy: "GrantId" },
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
      <Refusal of={error} />
      <Table<GrantListEntry>
        {...collectionProps}
        items={items}
        loading={isPending}
        loadingText={words.loading}
        enableKeyboardNavigation
        resizableColumns
        wrapLines
        selectionType="multi"
        ariaLabels={{
          tableLabel: words.grants,
          selectionGroupLabel: words.grants,
          allItemsSelectionLabel: () => text.selectAll,
          itemSelectionLabel: (_, grant) => text.select(grant.GrantId ?? ""),
        }}
        columnDefinitions={columns(known)}
        pagination={shown.length > PAGE && <Pagination {...paginationProps} />}
        filter={
          (data?.length ?? 0) > 0 && (
            <SpaceBetween direction="horizontal" size="m">
              <TextFilter
                {...filterProps}
                filteringPlaceholder={text.find}
                filteringAriaLabel={text.find}
                countText={text.counted(filteredItemsCount ?? 0)}
              />
              <Checkbox checked={onlyGone} onChange={({ detail }) => setOnlyGone(detail.checked)}>
                {text.onlyGone}
              </Checkbox>
            </SpaceBetween>
          )
        }
        header={
          <Header
            variant="h2"
            counter={data === undefined ? undefined : `(${data.length})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button disabled={selected.length !== 1} onClick={() => setOpen("retire")}>
                  {text.retire}
                </Button>
                <Button disabled={selected.length === 0} onClick={() => setOpen("revoke")}>
                  {text.revoke}
                </Button>
                <Button variant="primary" onClick={() => setOpen("create")}>
                  {text.create}
                </Button>
              </SpaceBetween>
            }
          >
            {words.grants}
          </Header>
        }
      />
      {open === "create" && <CreateGrant keyMetadata={keyMetadata} onClose={() => close(true)} />}
      {(open === "revoke" || open === "retire") && (
        <EndGrants keyId={keyMetadata.KeyId ?? ""} keyArn={keyId} how={open} grants={selected} onClose={close} />
      )}
    </SpaceBetween>
  );
}
