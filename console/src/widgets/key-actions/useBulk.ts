import { useCallback, useState } from "react";

/** How many keys are changed at once. */
const AT_ONCE = 4;

export interface Step {
  keyId: string;
  state: "waiting" | "running" | "done" | "failed";
  refusal?: unknown;
}

export interface Bulk {
  /** Empty before the first run. */
  steps: readonly Step[];
  running: boolean;
  /** Does something with each key. It returns the steps as they ended. A failure does not stop the others. */
  run: (keyIds: readonly string[], act: (keyId: string) => Promise<unknown>) => Promise<readonly Step[]>;
}

/** Does one thing with many keys, and has a result for each of them. */
export function useBulk(): Bulk {
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [running, setRunning] = useState(false);
  const run = useCallback(async (keyIds: readonly string[], act: (keyId: string) => Promise<unknown>) => {
    const ended = new Map<string, Step>(keyIds.map((keyId) => [keyId, { keyId, state: "waiting" }]));
    const put = (step: Step) => {
      ended.set(step.keyId, step);
      // A second run, of the failed ones, keeps the results of the others.
      setSteps((before) => before.map((each) => (each.keyId === step.keyId ? step : each)));
    };
    setRunning(true);
    setSteps((before) => [...before.filter(({ keyId }) => !ended.has(keyId)), ...ended.values()]);
    const left = keyIds.values();
    const work = async () => {
      for (const keyId of left) {
        put({ keyId, state: "running" });
        try {
          await act(keyId);
          put({ keyId, state: "done" });
        } catch (refusal) {
          put({ keyId, state: "failed", refusal });
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    setRunning(false);
    return [...ended.values()];
  }, []);
  return { steps, running, run };
}
