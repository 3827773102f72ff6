import {
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  type IAMClient,
  paginateListEntitiesForPolicy,
  paginateListPolicyVersions,
} from "@aws-sdk/client-iam";
import { collect } from "../../../queries/iam";
import { detach, type Entity } from "../shared/entity";

/** What has a policy, and as what. */
export interface Use extends Entity {
  boundary: boolean;
}

export async function usesOf(client: IAMClient, PolicyArn: string): Promise<Use[]> {
  const uses: Use[] = [];
  for (const [usage, boundary] of [
    ["PermissionsPolicy", false],
    ["PermissionsBoundary", true],
  ] as const) {
    for await (const page of paginateListEntitiesForPolicy({ client }, { PolicyArn, PolicyUsageFilter: usage })) {
      uses.push(
        ...(page.PolicyUsers ?? []).map(({ UserName = "" }) => ({ kind: "user" as const, name: UserName, boundary })),
        ...(page.PolicyGroups ?? []).map(({ GroupName = "" }) => ({
          kind: "group" as const,
          name: GroupName,
          boundary,
        })),
        ...(page.PolicyRoles ?? []).map(({ RoleName = "" }) => ({ kind: "role" as const, name: RoleName, boundary })),
      );
    }
  }
  return uses;
}

export function versionsOf(client: IAMClient, PolicyArn: string) {
  return collect(paginateListPolicyVersions({ client }, { PolicyArn }), (page) => page.Versions);
}

/** What deletes a policy: IAM wants it detached, and without versions besides the default one. */
export async function removal(client: IAMClient, PolicyArn: string) {
  const [uses, versions] = await Promise.all([usesOf(client, PolicyArn), versionsOf(client, PolicyArn)]);
  return {
    isBoundary: uses.some(({ boundary }) => boundary),
    commands: [
      ...uses.filter(({ boundary }) => !boundary).map((use) => detach(use, PolicyArn)),
      ...versions
        .filter(({ IsDefaultVersion }) => IsDefaultVersion !== true)
        .map(({ VersionId }) => new DeletePolicyVersionCommand({ PolicyArn, VersionId })),
      new DeletePolicyCommand({ PolicyArn }),
    ],
  };
}
