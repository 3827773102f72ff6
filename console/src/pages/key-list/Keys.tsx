import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useMemo, useState } from "react";
import { isDenial } from "../../app/refusals";
import { useTagsFirst } from "../../queries/keyFacts";
import { useDescriptionsFirst, useKeysChanged } from "../../queries/keys";
import { KeyActions } from "../../widgets/KeyActions";
import { Page } from "../../widgets/Page";
import { Refusal } from "../../widgets/Refusal";
import { CreateButton } from "./CreateButton";
import { columnsOf } from "./columns";
import { filtered, filteringProperties } from "./filter";
import { KeyFilter } from "./KeyFilter";
import { KeyPreferences } from "./KeyPreferences";
import { allColumns, usePreferences } from "./preferences";
import { isDescribed, isOfTags, type KeyRow, type Manager, sorted, tagKeyOf } from "./rows";
import { Summary } from "./Summary";
import { text } from "./text";
import { useKeyRows } from "./useKeyRows";
import { useView } from "./useView";

const NONE: ReadonlySet<string> = new Set();
const nameOf = (row: KeyRow) => row.aliases[0] ?? row.id;

/** The list of the keys that the customer manages, or that AWS services do. */
export function Keys({ manager }: { manager: Manager }) {
  const [view, change] = useView();
  const [preferences, setPreferences] = usePreferences(manager);
  const [selected, setSelected] = useState(NONE);
  const [wanted, setWanted] = useState(NONE);
  const keysChanged = useKeysChanged();

  const display = allColumns(preferences);
  const visible = display.flatMap(({ id, visible }) => (visible ? id : []));
  const arrangedBy = [view.sort.column, ...view.query.tokens.map(({ propertyKey }) => propertyKey ?? ""), ...wanted];
  const { rows, loading, error, progress, hidden, unread } = useKeyRows(
    manager,
    {
      descriptions: arrangedBy.some(isDescribed),
      tags: arrangedBy.some(isOfTags),
      lastUses: arrangedBy.includes("lastUsed"),
    },
    selected,
  );

  const namedTags = [...visible, ...arrangedBy]
    .flatMap((id) => tagKeyOf(id) ?? [])
    .sort()
    .join("\n");
  const properties = useMemo(() => {
    const found = new Set(namedTags.split("\n").filter((key) => key !== ""));
    for (const row of rows) {
      for (const key of row.tags?.keys() ?? []) {
        found.add(key);
      }
    }
    return filteringProperties([...found].sort((left, right) => (left < right ? -1 : 1)));
  }, [rows, namedTags]);
  const matching = useMemo(() => filtered(rows, view.query, properties), [rows, view.query, properties]);
  const ordered = useMemo(
    () => sorted(matching, view.sort.column, view.sort.descending),
    [matching, view.sort.column, view.sort.descending],
  );
  const pages = Math.max(1, Math.ceil(ordered.length / preferences.pageSize));
  const page = Math.min(view.page, pages);
  const shown = ordered.slice((page - 1) * preferences.pageSize, page * preferences.pageSize);
  const inSight = shown.map((row) => row.id);
  useDescriptionsFirst(inSight);
  useTagsFirst(visible.some(isOfTags) ? inSight : []);
  const columns = useMemo(() => columnsOf(preferences.tagColumns), [preferences.tagColumns]);
  const chosen = useMemo(() => rows.filter((row) => selected.has(row.id)), [rows, selected]);
  const editable = manager === "CUSTOMER";

  return (
    <Page
      title={editable ? text.customer : text.aws}
      description={
        rows.length === 0 && error !== null ? undefined : (
          <Summary
            manager={manager}
            loading={loading}
            all={rows.length}
            matching={ordered}
            selected={chosen}
            pageIsSelected={shown.length > 0 && shown.every((row) => selected.has(row.id))}
            onSelect={(some) => setSelected(new Set(some.map((row) => row.id)))}
            progress={progress}
            hidden={hidden}
            unread={unread}
          />
        )
      }
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button iconName="refresh" ariaLabel={text.refresh} onClick={() => void keysChanged()} />
          {editable && (
            <KeyActions
              keys={chosen.flatMap(({ key }) => key ?? [])}
              waiting={chosen.some(({ key, refusal }) => key === undefined && refusal === undefined)}
              onDone={() => setSelected(NONE)}
            />
          )}
          {editable && <CreateButton variant="primary" />}
        </SpaceBetween>
      }
    >
      <Refusal of={error} />
      {rows.length === 0 && isDenial(error) && <Alert type="info">{text.mayNotList}</Alert>}
      <Table
        items={shown}
        trackBy="id"
        columnDefinitions={columns}
        columnDisplay={display}
        wrapLines={preferences.wrapLines}
        resizableColumns
        enableKeyboardNavigation
        loading={loading}
        loadingText={text.loading}
        sortingColumn={{ sortingField: view.sort.column }}
        sortingDescending={view.sort.descending}
        onSortingChange={({ detail }) =>
          change({
            sort: { column: detail.sortingColumn.sortingField ?? "alias", descending: detail.isDescending === true },
          })
        }
        selectionType={editable ? "multi" : undefined}
        selectedItems={chosen}
        onSelectionChange={({ detail }) => setSelected(new Set(detail.selectedItems.map((row) => row.id)))}
        totalItemsCount={ordered.length}
        firstIndex={(page - 1) * preferences.pageSize + 1}
        ariaLabels={{
          tableLabel: text.table,
          selectionGroupLabel: text.table,
          allItemsSelectionLabel: () => text.selectPage,
          itemSelectionLabel: (_, row) => text.selectKey(nameOf(row)),
        }}
        filter={
          <KeyFilter
            rows={rows}
            query={view.query}
            properties={properties}
            matches={ordered.length}
            loading={progress !== null}
            onChange={(query) => change({ query })}
            onWanted={(property) => setWanted((before) => new Set([...before, property]))}
          />
        }
        pagination={
          <Pagination
            currentPageIndex={page}
            pagesCount={pages}
            onChange={({ detail }) => change({ page: detail.currentPageIndex })}
          />
        }
        preferences={<KeyPreferences preferences={preferences} onChange={setPreferences} />}
        empty={
          <Box textAlign="center" padding="l">
            <SpaceBetween size="m">
              <Box variant="strong">
                {error !== null ? text.unknown : view.query.tokens.length > 0 ? text.noMatch : text.none}
              </Box>
              {error === null && (
                <Box variant="p" color="text-body-secondary">
                  {view.query.tokens.length > 0 ? text.noMatchHint : editable ? text.noneHint : text.noneOfAws}
                </Box>
              )}
              {editable && error === null && view.query.tokens.length === 0 && (
                <CreateButton words={text.createFirst} />
              )}
              {view.query.tokens.length > 0 && (
                <Button onClick={() => change({ query: { tokens: [], operation: "and" } })}>{text.clear}</Button>
              )}
            </SpaceBetween>
          </Box>
        }
      />
    </Page>
  );
}
