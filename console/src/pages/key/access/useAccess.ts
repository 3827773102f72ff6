import type { EvaluationResult } from "@aws-sdk/client-iam";
import { useMemo } from "react";
import { type Each, type Source, useEach } from "../../../queries/each";
import { simulate, simulationName } from "../../../queries/simulation";

const NOBODY: readonly string[] = [];

/** What the server decides for each principal under a key policy; nothing is asked if the policy is null. */
export function useAccess(
  key: string,
  policy: string | null,
  actions: readonly string[],
  principals: readonly string[],
): Each<EvaluationResult[]> {
  const source = useMemo<Source<EvaluationResult[]>>(() => {
    const request = (principal: string) => ({ principal, key, actions, policy: policy ?? "" });
    return {
      name: (_, principal) => simulationName(request(principal)),
      ask: (clients, principal) => simulate(clients, request(principal)),
    };
  }, [key, policy, actions]);
  return useEach(source, policy === null ? NOBODY : principals);
}
