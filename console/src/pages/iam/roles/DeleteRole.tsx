import { DeleteRoleCommand, type IAMClient } from "@aws-sdk/client-iam";
import { DeleteEntity, type DeleteProps } from "../shared/DeleteEntity";
import { attachedPolicies, deleteInline, detach, inlinePolicies } from "../shared/entity";
import { text } from "./text";

/** Deletes a role with its policies. */
export function DeleteRole(props: DeleteProps) {
  return <DeleteEntity kind="role" removal={removal} text={text} {...props} />;
}

async function removal(client: IAMClient, RoleName: string) {
  const entity = { kind: "role", name: RoleName } as const;
  const [inline, attached] = await Promise.all([inlinePolicies(client, entity), attachedPolicies(client, entity)]);
  return [
    ...inline.map((name) => deleteInline(entity, name)),
    ...attached.map(({ PolicyArn = "" }) => detach(entity, PolicyArn)),
    new DeleteRoleCommand({ RoleName }),
  ];
}
