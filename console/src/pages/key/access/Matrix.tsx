import { useCollection } from "@cloudscape-design/collection-hooks";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Header from "@cloudscape-design/components/header";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { accessGroups, canUse, keysOfDenials, reasons, summary } from "../../../policy/access";
import { useGrantsOfKey } from "../../../queries/keyFacts";
import type { KeyMetadata } from "../../../queries/keys";
import type { Principal } from "../../../queries/principals";
import { PageLink } from "../../../widgets/PageLink";
import { AccessCell } from "./AccessCell";
import { text } from "./text";
import { useAccess } from "./useAccess";

const PAGE = 20;
const PRINCIPALS_MAX = 500;

interface Props {
  keyMetadata: KeyMetadata;
  principals: readonly Principal[];
  saved: string;
  /** A policy that is not saved; null for none. */
  tried: string | null;
}

/** Users and roles, and what each may do with the key. */
export function Matrix({ keyMetadata, principals, saved, tried }: Props) {
  const queries = useQueryClient();
  const [onlyAllowed, setOnlyAllowed] = useState(false);
  const groups = useMemo(() => accessGroups(keyMetadata), [keyMetadata]);
  const actions = useMemo(() => groups.flatMap((each) => each.actions), [groups]);
  const asked = useMemo(() => principals.slice(0, PRINCIPALS_MAX).map((each) => each.arn), [principals]);
  const key = keyMetadata.Arn ?? "";
  const before = useAccess(key, saved, actions, asked);
  const after = useAccess(key, tried, actions, asked);
  const shown = tried === null ? before : after;
  const grants = useGrantsOfKey(keyMetadata.KeyId ?? "").data ?? [];

  const denying = useMemo(() => keysOfDenials(tried ?? saved), [tried, saved]);

  const rows = principals.slice(0, PRINCIPALS_MAX).map((principal) => {
    const own = grants.filter((grant) => grant.GranteePrincipal === principal.arn);
    const of = (found: typeof before.found) => {
      const results = found.get(principal.arn);
      return results === undefined ? null : groups.map((group) => reasons(group, results, own, denying));
    };
    const cells = of(shown.found);
    return {
      ...principal,
      cells,
      was: tried === null ? null : of(before.found),
      refused: shown.refused.has(principal.arn),
      allowed: cells?.some((cell) => canUse(summary(cell))) ?? true,
    };
  });
  const listed = onlyAllowed ? rows.filter((row) => row.allowed) : rows;
  const { items, collectionProps, filterProps, paginationProps, filteredItemsCount } = useCollection(listed, {
    filtering: {
      fields: ["name", "arn", "type"],
      empty: <Box color="text-body-secondary">{text.empty}</Box>,
      noMatch: <Box color="text-body-secondary">{text.noMatch}</Box>,
    },
    sorting: { defaultState: { sortingColumn: { sortingField: "name" } } },
    pagination: { pageSize: PAGE },
  });

  return (
    <SpaceBetween size="m">
      {shown.refused.size > 0 && (
        <Alert type="warning">
          {text.refused(shown.refused.size)} {String([...shown.refused.values()][0])}
        </Alert>
      )}
      {principals.length > PRINCIPALS_MAX && (
        <Alert type="info">{text.tooMany(PRINCIPALS_MAX, principals.length)}</Alert>
      )}
      <Table
        {...collectionProps}
        items={items}
        trackBy="arn"
        enableKeyboardNavigation
        stickyColumns={{ first: 1 }}
        ariaLabels={{ tableLabel: text.title }}
        header={
          <Header
            variant="h2"
            counter={`(${listed.length})`}
            description={text.description}
            actions={
              <Button
                iconName="refresh"
                ariaLabel={text.refresh}
                onClick={() => void queries.invalidateQueries({ queryKey: ["iam"] })}
              />
            }
          >
            {text.title}
          </Header>
        }
        filter={
          <SpaceBetween direction="horizontal" size="m">
            <TextFilter
              {...filterProps}
              filteringPlaceholder={text.find}
              filteringAriaLabel={text.find}
              countText={text.counted(filteredItemsCount ?? 0)}
            />
            <Checkbox checked={onlyAllowed} onChange={({ detail }) => setOnlyAllowed(detail.checked)}>
              {text.onlyAllowed}
            </Checkbox>
          </SpaceBetween>
        }
        pagination={listed.length > PAGE && <Pagination {...paginationProps} />}
        columnDefinitions={[
          {
            id: "name",
            header: text.name,
            sortingField: "name",
            isRowHeader: true,
            cell: (row) => (
              <PageLink href={`/iam/${row.type === "User" ? "users" : "roles"}/${encodeURIComponent(row.name)}`}>
                {row.name}
              </PageLink>
            ),
          },
          { id: "type", header: text.type, sortingField: "type", cell: (row) => row.type },
          ...groups.map((group, index) => ({
            id: group.id,
            header: text.groups[group.id],
            minWidth: 110,
            cell: (row: (typeof rows)[number]) =>
              row.refused ? (
                text.failed
              ) : (
                <AccessCell
                  title={text.detail(row.name, text.groups[group.id])}
                  reasons={row.cells?.[index]}
                  before={row.was?.[index]}
                />
              ),
          })),
        ]}
      />
    </SpaceBetween>
  );
}
