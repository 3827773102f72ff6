import Box from "@cloudscape-design/components/box";
import type { TableProps } from "@cloudscape-design/components/table";
import type { ReactNode } from "react";
import { denialId } from "../../app/refusals";
import { useLastUsage } from "../../queries/keyFacts";
import { KeyStatus } from "../../widgets/KeyStatus";
import { PageLink } from "../../widgets/PageLink";
import { When } from "../../widgets/When";
import { type KeyRow, tagColumn, tagsText } from "./rows";
import { text } from "./text";

type Column = TableProps.ColumnDefinition<KeyRow>;

const WIDTHS: Record<string, number> = {
  alias: 200,
  id: 340,
  status: 170,
  type: 120,
  spec: 190,
  usage: 200,
  origin: 120,
  regionality: 180,
  created: 150,
  expires: 150,
  lastUsed: 150,
  tags: 260,
  description: 260,
  keyStore: 200,
};
const TAG_WIDTH = 160;

/** The columns that the list can have. */
export function columnsOf(tagKeys: readonly string[]): Column[] {
  const column = (id: string, cell: (row: KeyRow) => ReactNode): Column => ({
    id,
    header: text.columns[id],
    cell,
    sortingField: id,
    width: WIDTHS[id],
    minWidth: 90,
  });
  const plain = (id: "type" | "spec" | "usage" | "origin" | "regionality" | "description" | "keyStore") =>
    column(id, (row) => row[id] || "–");
  return [
    { ...column("alias", (row) => <Aliases of={row} />), isRowHeader: true },
    column("id", (row) => <PageLink href={`/keys/${row.id}`}>{row.id}</PageLink>),
    column("status", (row) => <Status of={row} />),
    plain("type"),
    plain("spec"),
    plain("usage"),
    plain("origin"),
    plain("regionality"),
    column("created", (row) => <When date={row.created} as="date" />),
    column("expires", (row) => <When date={row.expires} as="date" />),
    column("lastUsed", (row) => <LastUsed of={row} />),
    column("tags", (row) => (row.tags === undefined || row.tags.size === 0 ? "–" : tagsText(row.tags))),
    plain("description"),
    plain("keyStore"),
    ...tagKeys.map(
      (tagKey): Column => ({
        id: tagColumn(tagKey),
        header: tagKey,
        cell: (row) => row.tags?.get(tagKey) || "–",
        sortingField: tagColumn(tagKey),
        width: TAG_WIDTH,
        minWidth: 90,
      }),
    ),
  ];
}

function Aliases({ of: { id, aliases } }: { of: KeyRow }) {
  const [first, ...others] = aliases;
  if (first === undefined) {
    return "–";
  }
  return (
    <>
      <PageLink href={`/keys/${id}`}>{first}</PageLink>
      {others.length > 0 && (
        <>
          {" "}
          <PageLink href={`/keys/${id}?tab=aliases`} ariaLabel={text.moreLabel(others.length, first)}>
            {text.more(others.length)}
          </PageLink>
        </>
      )}
    </>
  );
}

function Status({ of: { key, refusal } }: { of: KeyRow }) {
  if (key !== undefined) {
    return <KeyStatus of={key} />;
  }
  if (refusal === undefined) {
    return "–";
  }
  const denial = denialId(refusal);
  return denial === null ? (
    <Box color="text-status-inactive">{text.hiddenKey}</Box>
  ) : (
    <PageLink href={`/denied?id=${encodeURIComponent(denial)}`}>{text.why}</PageLink>
  );
}

function LastUsed({ of: { id } }: { of: KeyRow }) {
  // Only the keys of the page are asked about, unless the list is sorted or filtered by this.
  const { data: lastUse } = useLastUsage(id);
  if (lastUse === undefined) {
    return "–";
  }
  const lastUsed = lastUse.KeyLastUsage?.Timestamp;
  if (lastUsed === undefined) {
    const since = lastUse.TrackingStartDate?.toLocaleDateString();
    return <span title={since === undefined ? undefined : text.neverSince(since)}>{text.never}</span>;
  }
  return (
    <>
      <When date={lastUsed} as="ago" /> <Box variant="small">{lastUse.KeyLastUsage?.Operation}</Box>
    </>
  );
}
