import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useTo } from "../../../app/region";
import type { RotationsListEntry } from "../../../queries/keyDetails";
import type { KeyMetadata } from "../../../queries/keys";
import { When } from "../../../widgets/When";
import { text as words } from "../text";
import { DeleteMaterial } from "./DeleteMaterial";
import { text } from "./text";

type Column = TableProps.ColumnDefinition<RotationsListEntry>;

const ofAll: Column[] = [
  {
    id: "id",
    header: text.id,
    isRowHeader: true,
    cell: ({ KeyMaterialId = "" }) => (
      <CopyToClipboard
        variant="inline"
        textToDisplay={`${KeyMaterialId.slice(0, 16)}…`}
        textToCopy={KeyMaterialId}
        copyButtonAriaLabel={text.copyId}
        copySuccessText={words.copied}
        copyErrorText={words.notCopied}
      />
    ),
  },
  { id: "state", header: text.state, cell: ({ KeyMaterialState }) => <MaterialState state={KeyMaterialState} /> },
  {
    id: "date",
    header: text.rotationDate,
    cell: ({ RotationDate }) => (RotationDate === undefined ? "–" : <When date={RotationDate} />),
  },
  {
    id: "type",
    header: text.rotationType,
    cell: ({ RotationType, KeyMaterialState }) =>
      RotationType === "AUTOMATIC"
        ? text.typeAutomatic
        : RotationType === "ON_DEMAND"
          ? text.typeOnDemand
          : String(KeyMaterialState).startsWith("PENDING")
            ? "–"
            : text.first,
  },
];

const ofImported: Column[] = [
  {
    id: "import",
    header: text.importState,
    cell: ({ ImportState }) =>
      ImportState === "IMPORTED" ? (
        <StatusIndicator type="success">{text.imported}</StatusIndicator>
      ) : (
        <StatusIndicator type="pending">{text.pendingImport}</StatusIndicator>
      ),
  },
  {
    id: "expires",
    header: text.expires,
    cell: ({ ExpirationModel, ValidTo }) =>
      ValidTo !== undefined ? <When date={ValidTo} /> : ExpirationModel === undefined ? "–" : text.neverExpires,
  },
  { id: "description", header: text.description, cell: ({ KeyMaterialDescription }) => KeyMaterialDescription ?? "–" },
];

function MaterialState({ state }: { state: RotationsListEntry["KeyMaterialState"] }) {
  switch (state) {
    case "CURRENT":
      return <StatusIndicator type="success">{text.current}</StatusIndicator>;
    case "NON_CURRENT":
      return <StatusIndicator type="stopped">{text.nonCurrent}</StatusIndicator>;
    default:
      return <StatusIndicator type="pending">{text.pending}</StatusIndicator>;
  }
}

interface Props {
  keyMetadata: KeyMetadata;
  materials: readonly RotationsListEntry[] | undefined;
  mayChange: boolean;
}

/** All materials of a key, the newest first. Those that were imported can be deleted and imported again. */
export function Materials({ keyMetadata, materials, mayChange }: Props) {
  const navigate = useNavigate();
  const to = useTo();
  const [selected, setSelected] = useState<readonly RotationsListEntry[]>([]);
  const [deleting, setDeleting] = useState(false);
  const external = keyMetadata.Origin === "EXTERNAL";
  const chosen = selected[0];
  const toImport = (materialId?: string) =>
    void navigate(to(`/keys/${keyMetadata.KeyId}/import${materialId === undefined ? "" : `?material=${materialId}`}`));
  return (
    <>
      <Table
        items={materials ?? []}
        loading={materials === undefined}
        loadingText={words.loading}
        trackBy="KeyMaterialId"
        enableKeyboardNavigation
        wrapLines
        selectionType={external && mayChange ? "single" : undefined}
        selectedItems={selected}
        onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
        ariaLabels={{
          tableLabel: text.materials,
          selectionGroupLabel: text.materials,
          itemSelectionLabel: (_, item) => text.select(item.KeyMaterialId ?? ""),
        }}
        columnDefinitions={external ? [...ofAll, ...ofImported] : ofAll}
        empty={<Box color="text-body-secondary">{text.empty}</Box>}
        header={
          <Header
            variant="h2"
            counter={materials === undefined ? undefined : `(${materials.length})`}
            actions={
              external &&
              mayChange && (
                <SpaceBetween direction="horizontal" size="xs">
                  <Button disabled={chosen?.ImportState !== "IMPORTED"} onClick={() => setDeleting(true)}>
                    {text.delete}
                  </Button>
                  <Button disabled={chosen === undefined} onClick={() => toImport(chosen?.KeyMaterialId)}>
                    {text.importAgain}
                  </Button>
                  <Button onClick={() => toImport()}>{text.import}</Button>
                </SpaceBetween>
              )
            }
          >
            {text.materials}
          </Header>
        }
      />
      {deleting && chosen !== undefined && (
        <DeleteMaterial
          keyId={keyMetadata.KeyId ?? ""}
          materialId={chosen.KeyMaterialId}
          onClose={() => {
            setDeleting(false);
            setSelected([]);
          }}
        />
      )}
    </>
  );
}
