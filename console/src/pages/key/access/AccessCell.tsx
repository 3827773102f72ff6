import Box from "@cloudscape-design/components/box";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Popover from "@cloudscape-design/components/popover";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { type AccessReason, type AccessState, summary } from "../../../policy/access";
import { text } from "./text";

const looks: Record<AccessState, { type: StatusIndicatorProps.Type; words: string }> = {
  yes: { type: "success", words: text.yes },
  grant: { type: "success", words: text.grant },
  some: { type: "warning", words: text.some },
  conditional: { type: "info", words: text.conditional },
  no: { type: "stopped", words: text.no },
  denied: { type: "error", words: text.denied },
};

interface Props {
  title: string;
  reasons: readonly AccessReason[] | undefined;
  /** The reasons under the saved policy, if another one is shown. */
  before: readonly AccessReason[] | undefined;
}

/** One cell: the decision, and on request the statements behind it. */
export function AccessCell({ title, reasons, before }: Props) {
  if (reasons === undefined) {
    return text.loading;
  }
  const state = summary(reasons);
  const changed = before !== undefined && summary(before) !== state;
  return (
    <>
      <Popover
        header={title}
        size="large"
        triggerType="text"
        wrapTriggerText={false}
        content={<KeyValuePairs items={reasons.map((each) => ({ label: each.action, value: <Reason of={each} /> }))} />}
      >
        <StatusIndicator type={looks[state].type}>{looks[state].words}</StatusIndicator>
      </Popover>
      {changed && (
        <Box variant="small" color="text-status-info" display="block">
          {text.changed}: {looks[summary(before)].words} → {looks[state].words}
        </Box>
      )}
    </>
  );
}

function Reason({ of: { state, result, grant } }: { of: AccessReason }) {
  const missing = result?.MissingContextValues ?? [];
  const matched = result?.MatchedStatements ?? [];
  const outside = result?.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false;
  return (
    <>
      <StatusIndicator type={looks[state].type}>{looks[state].words}</StatusIndicator>
      {matched.map((statement) => {
        const id = statement.SourcePolicyId === "ResourcePolicy" ? text.keyPolicy : (statement.SourcePolicyId ?? "");
        const place = text.byPolicy(id, statement.StartPosition?.Line);
        return <div key={place}>{place}</div>;
      })}
      {state === "grant" && <div>{text.byGrant(grant?.Name ?? grant?.GrantId ?? "")}</div>}
      {outside && <div>{text.boundary}</div>}
      {missing.length > 0 && <div>{text.missing(missing.join(", "))}</div>}
      {state === "no" && !outside && <div>{matched.length === 0 ? text.nothing : text.delegated}</div>}
    </>
  );
}
