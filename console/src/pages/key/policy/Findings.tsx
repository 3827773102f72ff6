import Box from "@cloudscape-design/components/box";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { bytesOf, POLICY_BYTES_MAX } from "../../../policy/document";
import type { Finding } from "../../../policy/lint";
import { text } from "./text";

/** What the checks found, and how large the policy is. */
export function Findings(props: { policy: string; findings: readonly Finding[]; principalsKnown: boolean }) {
  const { policy, findings, principalsKnown } = props;
  const bytes = bytesOf(policy);
  return (
    <SpaceBetween size="s">
      <ProgressBar
        label={text.size}
        value={Math.min(100, (100 * bytes) / POLICY_BYTES_MAX)}
        additionalInfo={text.sizeOf(bytes, POLICY_BYTES_MAX)}
      />
      <div role="status" aria-label={text.findings}>
        <Box variant="awsui-key-label">{text.findings}</Box>
        <FindingList findings={findings} />
        {!principalsKnown && <StatusIndicator type="info">{text.principalsUnknown}</StatusIndicator>}
      </div>
    </SpaceBetween>
  );
}

export function FindingList({ findings }: { findings: readonly Finding[] }) {
  return findings.length === 0 ? (
    <StatusIndicator type="success">{text.noFindings}</StatusIndicator>
  ) : (
    findings.map((finding) => (
      <div key={finding.text}>
        <StatusIndicator type={finding.level} wrapText>
          {finding.text}
        </StatusIndicator>
      </div>
    ))
  );
}
