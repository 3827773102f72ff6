import type { EvaluationResult } from "@aws-sdk/client-iam";
import { useQuery } from "@tanstack/react-query";
import { type Clients, useClients } from "../app/clients";

export interface SimulatedRequest {
  /** The ARN of a user or role. */
  principal: string;
  actions: readonly string[];
  /** The ARN of the key. */
  key: string;
  /** The key policy, saved or not. */
  policy: string;
}

/** The name under which an answer is kept. */
export const simulationName = ({ principal, actions, key, policy }: SimulatedRequest) =>
  ["iam", "simulation", principal, key, policy, actions.join()] as const;

/** What the server would decide with this key policy and the principal's own policies. Grants do not count. */
export async function simulate(
  clients: Clients,
  { principal, actions, key, policy }: SimulatedRequest,
): Promise<EvaluationResult[]> {
  const { paginateSimulatePrincipalPolicy } = await import("@aws-sdk/client-iam");
  const client = await clients.iam();
  const all: EvaluationResult[] = [];
  for await (const page of paginateSimulatePrincipalPolicy(
    { client, pageSize: 1000 },
    { PolicySourceArn: principal, ActionNames: [...actions], ResourceArns: [key], ResourcePolicy: policy },
  )) {
    all.push(...(page.EvaluationResults ?? []));
  }
  return all;
}

/** Not asked for the root user, because no identity policies hold for it. */
export function useSimulation(request: SimulatedRequest) {
  const clients = useClients();
  return useQuery({
    queryKey: simulationName(request),
    queryFn: () => simulate(clients, request),
    staleTime: 30_000,
    enabled: !request.principal.endsWith(":root"),
  });
}
