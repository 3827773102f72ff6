import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { denialId, refusalText } from "../../app/refusals";
import { PageLink } from "../PageLink";
import { text } from "./text";
import type { Bulk, Step } from "./useBulk";

interface Props {
  bulk: Bulk;
  nameOf: (keyId: string) => string;
}

const indicators: Record<Step["state"], { type: StatusIndicatorProps.Type; label: string }> = {
  waiting: { type: "pending", label: text.waiting },
  running: { type: "in-progress", label: text.running },
  done: { type: "success", label: text.done },
  failed: { type: "error", label: text.failed },
};

/** What became of each key of a bulk action; the failed ones first. */
export function BulkResult({ bulk, nameOf }: Props) {
  const { steps } = bulk;
  const ended = steps.filter((step) => step.state === "done" || step.state === "failed").length;
  const failed = steps.filter((step) => step.state === "failed");
  return (
    <SpaceBetween size="m">
      <ProgressBar
        label={text.results}
        value={steps.length === 0 ? 0 : (100 * ended) / steps.length}
        additionalInfo={ended < steps.length ? text.progress(ended, steps.length) : undefined}
        status={ended < steps.length ? "in-progress" : failed.length > 0 ? "error" : "success"}
        resultText={
          failed.length > 0 ? text.partly(failed.length, steps.length) : text.progress(steps.length, steps.length)
        }
      />
      <Table
        variant="embedded"
        trackBy="keyId"
        enableKeyboardNavigation
        wrapLines
        ariaLabels={{ tableLabel: text.results }}
        items={[...failed, ...steps.filter((step) => step.state !== "failed")]}
        columnDefinitions={[
          { id: "key", header: text.key, cell: (step) => nameOf(step.keyId), isRowHeader: true },
          { id: "result", header: text.result, cell: (step) => <Outcome of={step} /> },
        ]}
      />
    </SpaceBetween>
  );
}

function Outcome({ of }: { of: Step }) {
  const { type, label } = indicators[of.state];
  if (of.state !== "failed") {
    return <StatusIndicator type={type}>{label}</StatusIndicator>;
  }
  const denial = denialId(of.refusal);
  return (
    <>
      <StatusIndicator type={type}>{refusalText(of.refusal)}</StatusIndicator>{" "}
      {denial !== null && <PageLink href={`/denied?id=${encodeURIComponent(denial)}`}>{text.why}</PageLink>}
    </>
  );
}
