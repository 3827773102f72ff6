import {
  type Tag,
  TagPolicyCommand,
  TagRoleCommand,
  TagUserCommand,
  UntagPolicyCommand,
  UntagRoleCommand,
  UntagUserCommand,
} from "@aws-sdk/client-iam";

/** What can have tags: a user or role by its name, a policy by its ARN. */
export interface Tagged {
  kind: "user" | "role" | "policy";
  name: string;
}

export interface TagChange {
  put: Tag[];
  remove: string[];
}

/** Tells what turns the old tags into the new ones. The keys of IAM's tags are the same in upper and lower case. */
export function tagChange(old: readonly Tag[], wanted: readonly Tag[]): TagChange {
  const keys = new Set(wanted.map(({ Key }) => Key?.toLowerCase()));
  return {
    put: wanted.filter(({ Key, Value }) => !old.some((tag) => tag.Key === Key && tag.Value === Value)),
    remove: old.flatMap(({ Key }) => (Key === undefined || keys.has(Key.toLowerCase()) ? [] : [Key])),
  };
}

export function tagCommands({ kind, name }: Tagged, { put, remove }: TagChange) {
  const commands = [];
  if (remove.length > 0) {
    commands.push(untag(kind, name, remove));
  }
  if (put.length > 0) {
    commands.push(tag(kind, name, put));
  }
  return commands;
}

function tag(kind: Tagged["kind"], name: string, Tags: Tag[]) {
  switch (kind) {
    case "user":
      return new TagUserCommand({ UserName: name, Tags });
    case "role":
      return new TagRoleCommand({ RoleName: name, Tags });
    case "policy":
      return new TagPolicyCommand({ PolicyArn: name, Tags });
  }
}

function untag(kind: Tagged["kind"], name: string, TagKeys: string[]) {
  switch (kind) {
    case "user":
      return new UntagUserCommand({ UserName: name, TagKeys });
    case "role":
      return new UntagRoleCommand({ RoleName: name, TagKeys });
    case "policy":
      return new UntagPolicyCommand({ PolicyArn: name, TagKeys });
  }
}
