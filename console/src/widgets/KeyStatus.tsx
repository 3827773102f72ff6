import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { stateLabels } from "../kms/specs";
import type { KeyMetadata } from "../queries/keys";

type State = NonNullable<KeyMetadata["KeyState"]>;

const types: Record<State, StatusIndicatorProps.Type> = {
  Enabled: "success",
  Disabled: "stopped",
  PendingDeletion: "warning",
  PendingReplicaDeletion: "warning",
  PendingImport: "pending",
  Unavailable: "error",
  Creating: "in-progress",
  Updating: "in-progress",
};

/** The state of a key in AWS's words, with its sign. */
export function KeyStatus({ of }: { of: Pick<KeyMetadata, "KeyState"> }) {
  const state = of.KeyState;
  return state === undefined ? "–" : <StatusIndicator type={types[state]}>{stateLabels[state]}</StatusIndicator>;
}
