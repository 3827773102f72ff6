import type { GrantListEntry } from "@aws-sdk/client-kms";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import { When } from "../../../widgets/When";
import { text } from "./text";

/**
 * Whether a principal was deleted. Then it is shown by its unique id; or it was of the account and is not listed any more.
 */
export function isGone(principal: string | undefined, known: ReadonlySet<string> | null): boolean {
  if (principal === undefined) {
    return false;
  }
  if (/^A(ID|RO)A[A-Z0-9]+$/.test(principal)) {
    return true;
  }
  const own = [...(known ?? [])][0]?.split(":")[4];
  return (
    known !== null &&
    principal.split(":")[4] === own &&
    /:iam::\d+:(user|role)\//.test(principal) &&
    !known.has(principal)
  );
}

export const columns = (known: ReadonlySet<string> | null): TableProps.ColumnDefinition<GrantListEntry>[] => [
  {
    id: "name",
    header: text.name,
    cell: (grant) => grant.Name ?? text.none,
    sortingField: "Name",
    isRowHeader: true,
    width: 150,
  },
  {
    id: "grantee",
    header: text.grantee,
    cell: (grant) => <Principal of={grant.GranteePrincipal ?? grant.GranteeServicePrincipal} known={known} />,
    sortingField: "GranteePrincipal",
    width: 260,
  },
  {
    id: "operations",
    header: text.operations,
    cell: (grant) => (grant.Operations ?? []).join(", "),
    sortingComparator: (one, other) => (one.Operations ?? []).join().localeCompare((other.Operations ?? []).join()),
    width: 200,
  },
  { id: "constraints", header: text.constraints, cell: (grant) => <Constraint of={grant} />, width: 180 },
  {
    id: "retiring",
    header: text.retiring,
    cell: (grant) => <Principal of={grant.RetiringPrincipal ?? grant.RetiringServicePrincipal} known={known} />,
    sortingField: "RetiringPrincipal",
    width: 220,
  },
  {
    id: "created",
    header: text.created,
    cell: (grant) => <When date={grant.CreationDate} />,
    sortingField: "CreationDate",
    width: 190,
  },
  { id: "id", header: text.id, cell: (grant) => grant.GrantId, sortingField: "GrantId", width: 240 },
];

function Principal({ of, known }: { of: string | undefined; known: ReadonlySet<string> | null }) {
  if (of === undefined) {
    return text.none;
  }
  return (
    <>
      {of}
      {isGone(of, known) && (
        <div>
          <StatusIndicator type="warning">{text.gone}</StatusIndicator>
        </div>
      )}
    </>
  );
}

function Constraint({ of }: { of: GrantListEntry }) {
  const { EncryptionContextEquals, EncryptionContextSubset } = of.Constraints ?? {};
  const pairs = Object.entries(EncryptionContextEquals ?? EncryptionContextSubset ?? {});
  if (pairs.length === 0) {
    return text.any;
  }
  return (
    <>
      {EncryptionContextEquals === undefined ? text.subset : text.equals}
      {pairs.map(([name, value]) => (
        <div key={name}>
          {name} = {value}
        </div>
      ))}
    </>
  );
}
