import {
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  DeleteVirtualMFADeviceCommand,
  GetLoginProfileCommand,
  type IAMClient,
  paginateListAccessKeys,
  paginateListGroupsForUser,
  paginateListMFADevices,
  RemoveUserFromGroupCommand,
} from "@aws-sdk/client-iam";
import { isAbsence } from "../../../app/refusals";
import { collect } from "../../../queries/iam";
import { attachedPolicies, deleteInline, detach, inlinePolicies } from "../shared/entity";

/** The password of a user; null if it has none. */
export async function loginProfile(client: IAMClient, UserName: string) {
  try {
    return (await client.send(new GetLoginProfileCommand({ UserName }))).LoginProfile ?? null;
  } catch (refusal) {
    if (isAbsence(refusal)) {
      return null;
    }
    throw refusal;
  }
}

/** Tells what a user still has, as the commands that remove it, and the user at last. */
export async function removal(client: IAMClient, UserName: string) {
  const entity = { kind: "user", name: UserName } as const;
  const [keys, login, devices, inline, attached, groups] = await Promise.all([
    collect(paginateListAccessKeys({ client }, { UserName }), (page) => page.AccessKeyMetadata),
    loginProfile(client, UserName),
    collect(paginateListMFADevices({ client }, { UserName }), (page) => page.MFADevices),
    inlinePolicies(client, entity),
    attachedPolicies(client, entity),
    collect(paginateListGroupsForUser({ client }, { UserName }), (page) => page.Groups),
  ]);
  return [
    ...keys.map(({ AccessKeyId }) => new DeleteAccessKeyCommand({ UserName, AccessKeyId })),
    ...(login === null ? [] : [new DeleteLoginProfileCommand({ UserName })]),
    ...devices.flatMap(({ SerialNumber }) => removeDevice(UserName, SerialNumber ?? "")),
    ...inline.map((name) => deleteInline(entity, name)),
    ...attached.map(({ PolicyArn = "" }) => detach(entity, PolicyArn)),
    ...groups.map(({ GroupName }) => new RemoveUserFromGroupCommand({ UserName, GroupName })),
    new DeleteUserCommand({ UserName }),
  ];
}

export function removeDevice(UserName: string, SerialNumber: string) {
  return [
    new DeactivateMFADeviceCommand({ UserName, SerialNumber }),
    // Only a virtual device is an entity of IAM, with an ARN; others are known by their number alone.
    ...(SerialNumber.startsWith("arn:") ? [new DeleteVirtualMFADeviceCommand({ SerialNumber })] : []),
  ];
}
