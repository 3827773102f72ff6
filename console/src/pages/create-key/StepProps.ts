import type { Draft, Problems } from "./draft";

export interface StepProps {
  draft: Draft;
  setDraft: (draft: Draft) => void;
  /** What is wrong, once the user tried to go on. */
  problems: Problems;
}
