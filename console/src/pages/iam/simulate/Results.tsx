import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { ResourceTable } from "../../../widgets/ResourceTable";
import type { Simulated } from "./simulation";
import { text } from "./text";

interface Props {
  query: { data: Simulated[] | undefined; error: unknown; isPending: boolean };
}

/** What the simulation found, one line for each action and resource. */
export function Results({ query }: Props) {
  return (
    <ResourceTable
      title={text.results}
      defaultSort=""
      headed
      query={query}
      keyOf={({ result }) => `${result.EvalActionName} ${result.EvalResourceName}`}
      empty={text.noResults}
      columns={[
        { id: "action", header: text.action, value: ({ result }) => result.EvalActionName },
        { id: "resource", header: text.resource, value: ({ result }) => result.EvalResourceName },
        {
          id: "decision",
          header: text.decision,
          value: ({ result }) => result.EvalDecision,
          cell: ({ result }) => <Decision of={result} />,
          minWidth: 240,
        },
        {
          id: "deciding",
          header: text.deciding,
          value: ({ statements }) => statements.map(({ statement }) => statement.SourcePolicyId).join(" "),
          cell: (simulated) => <Deciding of={simulated} />,
        },
        {
          id: "missing",
          header: text.missing,
          value: ({ result }) => (result.MissingContextValues ?? []).join(", ") || undefined,
        },
      ]}
    />
  );
}

function Decision({ of: { EvalDecision, PermissionsBoundaryDecisionDetail: boundary } }: { of: Simulated["result"] }) {
  return (
    <>
      <StatusIndicator type={EvalDecision === "allowed" ? "success" : "error"}>
        {EvalDecision === "allowed" || EvalDecision === "explicitDeny" || EvalDecision === "implicitDeny"
          ? text[EvalDecision]
          : EvalDecision}
      </StatusIndicator>
      {boundary?.AllowedByPermissionsBoundary === false && <Box variant="small">{text.outsideBoundary}</Box>}
    </>
  );
}

function Deciding({ of: { statements } }: { of: Simulated }) {
  if (statements.length === 0) {
    return text.none;
  }
  return (
    <SpaceBetween size="xs">
      {statements.map(({ statement, text: shown }) => {
        const from = statement.StartPosition?.Line ?? 0;
        const label = `${statement.SourcePolicyId}, ${text.lines(from, statement.EndPosition?.Line ?? from)}`;
        const id = `${label} ${statement.StartPosition?.Column}`;
        return shown === "" ? (
          <div key={id}>{label}</div>
        ) : (
          <ExpandableSection key={id} headerText={label}>
            <Box variant="code">
              <pre>{shown}</pre>
            </Box>
          </ExpandableSection>
        );
      })}
    </SpaceBetween>
  );
}
