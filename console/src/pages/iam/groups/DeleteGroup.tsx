import { DeleteGroupCommand, type IAMClient, paginateGetGroup, RemoveUserFromGroupCommand } from "@aws-sdk/client-iam";
import { collect } from "../../../queries/iam";
import { DeleteEntity, type DeleteProps } from "../shared/DeleteEntity";
import { attachedPolicies, deleteInline, detach, inlinePolicies } from "../shared/entity";
import { text } from "./text";

/** Deletes a group with all that it has. */
export function DeleteGroup(props: DeleteProps) {
  return <DeleteEntity kind="group" removal={removal} text={text} {...props} />;
}

async function removal(client: IAMClient, GroupName: string) {
  const entity = { kind: "group", name: GroupName } as const;
  const [users, inline, attached] = await Promise.all([
    collect(paginateGetGroup({ client }, { GroupName }), (page) => page.Users),
    inlinePolicies(client, entity),
    attachedPolicies(client, entity),
  ]);
  return [
    ...users.map(({ UserName }) => new RemoveUserFromGroupCommand({ GroupName, UserName })),
    ...inline.map((name) => deleteInline(entity, name)),
    ...attached.map(({ PolicyArn = "" }) => detach(entity, PolicyArn)),
    new DeleteGroupCommand({ GroupName }),
  ];
}
