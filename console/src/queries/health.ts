import { useQuery } from "@tanstack/react-query";
import { health, useSession } from "../app/session";

/** The state of the server. */
export function useHealth() {
  const { csrf } = useSession();
  return useQuery({
    queryKey: ["health"],
    queryFn: async () => {
      try {
        return await health(csrf);
      } catch (refusal) {
        throw refusal instanceof SyntaxError ? new Error("This server does not tell its state.") : refusal;
      }
    },
    refetchInterval: 30_000,
  });
}
