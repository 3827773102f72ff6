import { useCollection } from "@cloudscape-design/collection-hooks";
import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Pagination from "@cloudscape-design/components/pagination";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import TextFilter from "@cloudscape-design/components/text-filter";
import { type Principal, usePrincipals } from "../../queries/principals";
import { Refusal } from "../../widgets/Refusal";
import { text } from "./text";

const PAGE_SIZE = 10;
const NONE: Principal[] = [];

interface Props {
  title: string;
  description: string;
  selected: readonly string[];
  onSelect: (arns: readonly string[]) => void;
}

/** The users and roles of the account, to choose from. */
export function PrincipalTable({ title, description, selected, onSelect }: Props) {
  const principals = usePrincipals();
  const all = principals.data ?? NONE;
  const { items, collectionProps, filterProps, paginationProps } = useCollection(all, {
    filtering: { fields: ["name", "path", "type", "arn"] },
    sorting: { defaultState: { sortingColumn: { sortingField: "name" } } },
    pagination: { pageSize: PAGE_SIZE },
  });
  return (
    <SpaceBetween size="m">
      <Refusal of={principals.error} />
      {principals.error !== null && <Alert type="info">{text.unlisted}</Alert>}
      <Table
        {...collectionProps}
        items={items}
        trackBy="arn"
        enableKeyboardNavigation
        loading={principals.isPending}
        loadingText={text.loading}
        selectionType="multi"
        selectedItems={all.filter(({ arn }) => selected.includes(arn))}
        onSelectionChange={({ detail }) => onSelect(detail.selectedItems.map(({ arn }) => arn))}
        ariaLabels={{
          tableLabel: title,
          selectionGroupLabel: title,
          allItemsSelectionLabel: () => text.selectAll,
          itemSelectionLabel: (_, { name }) => text.select(name),
        }}
        columnDefinitions={[
          { id: "name", header: text.name, cell: ({ name }) => name, sortingField: "name", isRowHeader: true },
          { id: "path", header: text.path, cell: ({ path }) => path, sortingField: "path" },
          { id: "type", header: text.kind, cell: ({ type }) => type, sortingField: "type" },
        ]}
        header={
          <Header
            variant="h2"
            description={description}
            counter={selected.length > 0 ? `(${selected.length}/${all.length})` : `(${all.length})`}
          >
            {title}
          </Header>
        }
        filter={<TextFilter {...filterProps} filteringPlaceholder={text.find} filteringAriaLabel={text.find} />}
        pagination={
          all.length > PAGE_SIZE && (
            // The wizard has buttons "Next" and "Previous".
            <Pagination
              {...paginationProps}
              ariaLabels={{ nextPageLabel: text.pageOn, previousPageLabel: text.pageBack, pageLabel: text.page }}
            />
          )
        }
        empty={
          <Box textAlign="center">
            <Box variant="strong">{all.length === 0 ? text.none : text.noMatch}</Box>
            {all.length === 0 && <Box variant="p">{text.noneHint}</Box>}
          </Box>
        }
      />
    </SpaceBetween>
  );
}
