import { type GrantListEntry, RetireGrantCommand, RevokeGrantCommand } from "@aws-sdk/client-kms";
import Alert from "@cloudscape-design/components/alert";
import { useClients } from "../../../app/clients";
import type { ApiCall } from "../../../app/snippets";
import { useChange } from "../../../queries/change";
import { Ask } from "../../../widgets/Ask";
import { text } from "./text";

interface Props {
  keyId: string;
  keyArn: string;
  how: "revoke" | "retire";
  grants: readonly GrantListEntry[];
  onClose: (changed: boolean) => void;
}

/** Revokes grants, or retires one. */
export function EndGrants({ keyId, keyArn, how, grants, onClose }: Props) {
  const { kms, region } = useClients();
  const change = useChange(keyId);
  const revokes = how === "revoke";
  const inputs = grants.map(({ GrantId }) => ({ KeyId: keyArn, GrantId }));

  async function end() {
    const calls = async () => {
      for (const input of inputs) {
        await (revokes ? kms.send(new RevokeGrantCommand(input)) : kms.send(new RetireGrantCommand(input)));
      }
    };
    if (await change.run(calls, revokes ? text.revoked(grants.length) : text.retired)) {
      onClose(true);
    }
  }

  return (
    <Ask
      header={revokes ? text.revokeTitle(grants.length) : text.retireTitle}
      action={revokes ? text.revoke : text.retire}
      busy={change.busy}
      refusal={change.refusal}
      call={inputs.map(
        (input): ApiCall => ({ service: "kms", operation: revokes ? "RevokeGrant" : "RetireGrant", region, input }),
      )}
      onAct={() => void end()}
      onClose={() => onClose(false)}
    >
      <Alert type={revokes ? "warning" : "info"}>{revokes ? text.revokeMeans : text.retireMeans}</Alert>
      {grants.map((grant) => (
        <div key={grant.GrantId}>
          {grant.Name ?? grant.GrantId}: {grant.GranteePrincipal}
        </div>
      ))}
    </Ask>
  );
}
