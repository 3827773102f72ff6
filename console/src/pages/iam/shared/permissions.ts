import { type IAMClient, paginateListGroupsForUser } from "@aws-sdk/client-iam";
import { collect, useIam } from "../../../queries/iam";
import { attachedPolicies, type Entity, inlinePolicies } from "./entity";

/** A policy that an entity has, by itself or by a group. */
export interface Held {
  name: string;
  /** Missing for an inline policy. */
  arn?: string;
  /** The group by which a user has it. */
  group?: string;
}

/** The policies of an entity; for a user also those of its groups. */
export function useHeldPolicies(entity: Entity) {
  return useIam([entity.kind, entity.name, "policies"], async (iam) => {
    const groups =
      entity.kind === "user"
        ? await collect(paginateListGroupsForUser({ client: iam }, { UserName: entity.name }), (page) => page.Groups)
        : [];
    const holders: Entity[] = [
      entity,
      ...groups.map(({ GroupName = "" }) => ({ kind: "group" as const, name: GroupName })),
    ];
    return (
      await Promise.all(holders.map((holder) => held(iam, holder, holder === entity ? undefined : holder.name)))
    ).flat();
  });
}

async function held(iam: IAMClient, holder: Entity, group: string | undefined): Promise<Held[]> {
  const [attached, inline] = await Promise.all([attachedPolicies(iam, holder), inlinePolicies(iam, holder)]);
  return [
    ...attached.map(({ PolicyName = "", PolicyArn }) => ({ name: PolicyName, arn: PolicyArn, group })),
    ...inline.map((name) => ({ name, group })),
  ];
}

export function heldKey({ name, arn, group }: Held): string {
  return `${group ?? ""} ${arn ?? ""} ${name}`;
}
