import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  DeleteGroupPolicyCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteUserPolicyCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  GetGroupPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  type IAMClient,
  PutGroupPolicyCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  paginateListAttachedGroupPolicies,
  paginateListAttachedRolePolicies,
  paginateListAttachedUserPolicies,
  paginateListGroupPolicies,
  paginateListRolePolicies,
  paginateListUserPolicies,
} from "@aws-sdk/client-iam";
import { collect } from "../../../queries/iam";

/** What policies are attached to. IAM has an operation of each kind. */
export interface Entity {
  kind: "user" | "role" | "group";
  name: string;
}

export function attachedPolicies(client: IAMClient, { kind, name }: Entity) {
  switch (kind) {
    case "user":
      return collect(paginateListAttachedUserPolicies({ client }, { UserName: name }), (page) => page.AttachedPolicies);
    case "role":
      return collect(paginateListAttachedRolePolicies({ client }, { RoleName: name }), (page) => page.AttachedPolicies);
    case "group":
      return collect(
        paginateListAttachedGroupPolicies({ client }, { GroupName: name }),
        (page) => page.AttachedPolicies,
      );
  }
}

export function attach({ kind, name }: Entity, PolicyArn: string) {
  switch (kind) {
    case "user":
      return new AttachUserPolicyCommand({ UserName: name, PolicyArn });
    case "role":
      return new AttachRolePolicyCommand({ RoleName: name, PolicyArn });
    case "group":
      return new AttachGroupPolicyCommand({ GroupName: name, PolicyArn });
  }
}

export function detach({ kind, name }: Entity, PolicyArn: string) {
  switch (kind) {
    case "user":
      return new DetachUserPolicyCommand({ UserName: name, PolicyArn });
    case "role":
      return new DetachRolePolicyCommand({ RoleName: name, PolicyArn });
    case "group":
      return new DetachGroupPolicyCommand({ GroupName: name, PolicyArn });
  }
}

export function inlinePolicies(client: IAMClient, { kind, name }: Entity) {
  switch (kind) {
    case "user":
      return collect(paginateListUserPolicies({ client }, { UserName: name }), (page) => page.PolicyNames);
    case "role":
      return collect(paginateListRolePolicies({ client }, { RoleName: name }), (page) => page.PolicyNames);
    case "group":
      return collect(paginateListGroupPolicies({ client }, { GroupName: name }), (page) => page.PolicyNames);
  }
}

export async function inlinePolicy(client: IAMClient, { kind, name }: Entity, PolicyName: string) {
  switch (kind) {
    case "user":
      return (await client.send(new GetUserPolicyCommand({ UserName: name, PolicyName }))).PolicyDocument;
    case "role":
      return (await client.send(new GetRolePolicyCommand({ RoleName: name, PolicyName }))).PolicyDocument;
    case "group":
      return (await client.send(new GetGroupPolicyCommand({ GroupName: name, PolicyName }))).PolicyDocument;
  }
}

export function putInline({ kind, name }: Entity, PolicyName: string, PolicyDocument: string) {
  switch (kind) {
    case "user":
      return new PutUserPolicyCommand({ UserName: name, PolicyName, PolicyDocument });
    case "role":
      return new PutRolePolicyCommand({ RoleName: name, PolicyName, PolicyDocument });
    case "group":
      return new PutGroupPolicyCommand({ GroupName: name, PolicyName, PolicyDocument });
  }
}

export function deleteInline({ kind, name }: Entity, PolicyName: string) {
  switch (kind) {
    case "user":
      return new DeleteUserPolicyCommand({ UserName: name, PolicyName });
    case "role":
      return new DeleteRolePolicyCommand({ RoleName: name, PolicyName });
    case "group":
      return new DeleteGroupPolicyCommand({ GroupName: name, PolicyName });
  }
}

/** Sets the permissions boundary of a user or role, or removes it. */
export function setBoundary({ kind, name }: Entity, arn: string | null) {
  if (kind === "role") {
    return arn === null
      ? new DeleteRolePermissionsBoundaryCommand({ RoleName: name })
      : new PutRolePermissionsBoundaryCommand({ RoleName: name, PermissionsBoundary: arn });
  }
  return arn === null
    ? new DeleteUserPermissionsBoundaryCommand({ UserName: name })
    : new PutUserPermissionsBoundaryCommand({ UserName: name, PermissionsBoundary: arn });
}
