import { GetAccountPasswordPolicyCommand, type PasswordPolicy } from "@aws-sdk/client-iam";
import { isAbsence } from "../app/refusals";
import { useIam } from "./iam";

/** The account's rules for passwords; null if the default ones hold. */
export function usePasswordPolicy(enabled = true) {
  return useIam<PasswordPolicy | null>(
    ["password-policy"],
    async (iam) => {
      try {
        return (await iam.send(new GetAccountPasswordPolicyCommand({}))).PasswordPolicy ?? null;
      } catch (refusal) {
        if (isAbsence(refusal)) {
          return null;
        }
        throw refusal;
      }
    },
    enabled,
  );
}
