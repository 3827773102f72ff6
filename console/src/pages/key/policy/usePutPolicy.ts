import { PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useClients } from "../../../app/clients";
import type { ApiCall } from "../../../app/snippets";
import { useChange } from "../../../queries/change";
import { policyOf } from "../../../queries/keyDetails";
import { text } from "./text";

/** Somebody else has saved another policy since this one was loaded. */
class PolicyConflict extends Error {
  constructor() {
    super(text.conflictHint);
    this.name = text.conflict;
  }
}

/** Saves a key policy, unless somebody else has saved another one since it was loaded. */
export function usePutPolicy(keyId: string) {
  const clients = useClients();
  const queries = useQueryClient();
  const change = useChange(keyId);
  const [conflict, setConflict] = useState<{ loaded: string; theirs: string } | null>(null);
  const input = (policy: string, bypass: boolean) => ({
    KeyId: keyId,
    Policy: policy,
    ...(bypass ? { BypassPolicyLockoutSafetyCheck: true } : {}),
  });
  return {
    busy: change.busy,
    refusal: change.refusal,
    /** What was loaded, and what somebody else has saved since; null if nobody did. */
    conflict,
    clear: () => {
      change.clear();
      setConflict(null);
    },
    call: (policy: string, bypass = false): ApiCall => ({
      service: "kms",
      operation: "PutKeyPolicy",
      region: clients.region,
      input: input(policy, bypass),
    }),
    /** True if it is saved. */
    put: (loaded: string, policy: string, bypass = false): Promise<boolean> =>
      change.run(async () => {
        // AWS KMS has no conditional write. So the policy is read again right before it is replaced.
        const now = await queries.fetchQuery({ ...policyOf(clients, keyId), staleTime: 0 });
        if (now !== loaded) {
          setConflict({ loaded, theirs: now });
          throw new PolicyConflict();
        }
        await clients.kms.send(new PutKeyPolicyCommand(input(policy, bypass)));
      }, text.saved),
  };
}
