import { CreateAliasCommand, ReplicateKeyCommand } from "@aws-sdk/client-kms";
import type { Clients } from "../../app/clients";

/** What each replica gets. */
export interface ReplicaPlan {
  keyId: string;
  alias: string;
  description: string;
  tags: readonly { key: string; value: string }[];
  policy: string;
}

export interface ReplicaResult {
  region: string;
  state: "waiting" | "creating" | "created" | "withoutAlias" | "failed";
  refusal?: unknown;
}

export function replicateInput(plan: ReplicaPlan, region: string) {
  const tags = plan.tags.filter((tag) => tag.key !== "");
  return {
    KeyId: plan.keyId,
    ReplicaRegion: region,
    Policy: plan.policy,
    Description: plan.description,
    ...(tags.length === 0 ? {} : { Tags: tags.map(({ key, value }) => ({ TagKey: key, TagValue: value })) }),
  };
}

export function aliasInput(plan: ReplicaPlan) {
  return { AliasName: `alias/${plan.alias}`, TargetKeyId: plan.keyId };
}

/** Makes a replica and its alias, which are two calls. One that was made without its alias gets only that. */
export async function replicate(clients: Clients, plan: ReplicaPlan, before: ReplicaResult): Promise<ReplicaResult> {
  const { region } = before;
  if (before.state !== "withoutAlias") {
    try {
      await clients.kms.send(new ReplicateKeyCommand(replicateInput(plan, region)));
    } catch (refusal) {
      return { region, state: "failed", refusal };
    }
  }
  if (plan.alias === "") {
    return { region, state: "created" };
  }
  try {
    await clients.in(region).kms.send(new CreateAliasCommand(aliasInput(plan)));
    return { region, state: "created" };
  } catch (refusal) {
    return { region, state: "withoutAlias", refusal };
  }
}
