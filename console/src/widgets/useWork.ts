import { useCallback, useEffect, useRef, useState } from "react";

/** A call of a tool: whether it runs, and what came of it. */
export interface Work<T> {
  busy: boolean;
  result: T | null;
  refusal: unknown;
  /** From 0 to 1, for work that tells it. */
  progress: number | null;
  run: (work: (stop: AbortSignal, tell: (progress: number) => void) => Promise<T>) => Promise<void>;
  clear: () => void;
}

interface State<T> {
  busy: boolean;
  result: T | null;
  refusal: unknown;
  progress: number | null;
}

const idle = { busy: false, result: null, refusal: null, progress: null };

/**
 * Runs one call after another, and keeps only the result of the last, in this component alone: results may be secret,
 * so they are not in React Query. Their bytes are overwritten when another result comes or the component goes.
 */
export function useWork<T extends object>(): Work<T> {
  const [state, setState] = useState<State<T>>(idle);
  const current = useRef<{ stop: AbortController | null; result: T | null }>({ stop: null, result: null });

  const drop = useCallback(() => {
    current.current.stop?.abort();
    wipe(current.current.result);
    current.current = { stop: null, result: null };
  }, []);
  useEffect(() => drop, [drop]);

  const clear = useCallback(() => {
    drop();
    setState(idle);
  }, [drop]);

  const run = useCallback<Work<T>["run"]>(
    async (work) => {
      drop();
      const stop = new AbortController();
      current.current.stop = stop;
      setState({ ...idle, busy: true });
      const told = (change: Partial<State<T>>) => setState((before) => ({ ...before, ...change }));
      try {
        let shown = -1;
        const result = await work(stop.signal, (progress) => {
          stop.signal.throwIfAborted();
          // Work in thousands of steps need not draw the page as often.
          if (progress - shown >= 0.01) {
            shown = progress;
            told({ progress });
          }
        });
        if (stop.signal.aborted) {
          wipe(result);
          return;
        }
        current.current.result = result;
        told({ busy: false, result, progress: null });
      } catch (refusal) {
        if (!stop.signal.aborted) {
          told({ busy: false, refusal, progress: null });
        }
      }
    },
    [drop],
  );
  return { ...state, run, clear };
}

function wipe(result: object | null): void {
  for (const value of Object.values(result ?? {})) {
    if (value instanceof Uint8Array) {
      value.fill(0);
    }
  }
}
