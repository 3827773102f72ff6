package dev.trent.iam;

import dev.trent.access.Access;
import dev.trent.call.Operation;
import dev.trent.identity.Directory;
import dev.trent.memory.Memory;
import java.util.List;

/// The operations of AWS IAM that Trent performs: the support matrix.
public final class IamOperations {
    private IamOperations() {}

    /// Returns every operation, in alphabetical order.
    ///
    /// @param lane where what takes long is done
    public static List<Operation<?, ?>> all(Access access, Directory directory, Memory memory, SlowLane lane) {
        Rights rights = new Rights(access, directory);
        EntityDetails details = new EntityDetails(directory);
        CredentialReports reports = new CredentialReports(directory, memory);
        TriedPolicies tried = new TriedPolicies(directory);
        return List.of(
                new AddUserToGroup(rights, directory.entities(), directory.memberships()),
                new AttachGroupPolicy(rights, directory.attachments()),
                new AttachRolePolicy(rights, directory.attachments()),
                new AttachUserPolicy(rights, directory.attachments()),
                new CreateAccessKey(rights, directory.accessKeys()),
                new CreateAccountAlias(rights, directory.accounts()),
                new CreateGroup(rights, directory.entities()),
                new CreatePolicy(rights, directory.policies()),
                new CreatePolicyVersion(rights, directory.policies()),
                new CreateRole(rights, directory.roles(), directory.principalNames()),
                new CreateUser(rights, directory.entities()),
                new DeleteAccessKey(rights, directory.accessKeys()),
                new DeleteAccountAlias(rights, directory.accounts()),
                new DeleteGroup(rights, directory.entities()),
                new DeleteGroupPolicy(rights, directory.inlinePolicies()),
                new DeleteLoginProfile(rights),
                new DeletePolicy(rights, directory.policies()),
                new DeletePolicyVersion(rights, directory.policies()),
                new DeleteRole(rights, directory.entities()),
                new DeleteRolePermissionsBoundary(rights, directory.attachments()),
                new DeleteRolePolicy(rights, directory.inlinePolicies()),
                new DeleteUser(rights, directory.entities()),
                new DeleteUserPermissionsBoundary(rights, directory.attachments()),
                new DeleteUserPolicy(rights, directory.inlinePolicies()),
                new DetachGroupPolicy(rights, directory.attachments()),
                new DetachRolePolicy(rights, directory.attachments()),
                new DetachUserPolicy(rights, directory.attachments()),
                new GenerateCredentialReport(rights, reports, lane),
                new GetAccessKeyLastUsed(rights, directory.entities(), directory.accessKeys(), directory.lastUses()),
                new GetAccountAuthorizationDetails(rights, details, lane),
                new GetAccountSummary(rights, directory.entities(), directory.policies(), directory.accessKeys()),
                new GetContextKeysForCustomPolicy(rights, lane),
                new GetContextKeysForPrincipalPolicy(rights, tried, lane),
                new GetCredentialReport(rights, reports),
                new GetGroup(rights, directory.memberships()),
                new GetGroupPolicy(rights, directory.inlinePolicies()),
                new GetLoginProfile(rights),
                new GetPolicy(rights, directory.tags()),
                new GetPolicyVersion(rights, directory.policies()),
                new GetRole(rights, directory.roles(), directory.tags(), directory.principalNames()),
                new GetRolePolicy(rights, directory.inlinePolicies()),
                new GetUser(rights, directory.tags(), directory.accounts()),
                new GetUserPolicy(rights, directory.inlinePolicies()),
                new ListAccessKeys(rights, directory.accessKeys()),
                new ListAccountAliases(rights, directory.accounts()),
                new ListAttachedGroupPolicies(rights, directory.attachments()),
                new ListAttachedRolePolicies(rights, directory.attachments()),
                new ListAttachedUserPolicies(rights, directory.attachments()),
                new ListEntitiesForPolicy(rights, directory.attachments()),
                new ListGroupPolicies(rights, directory.inlinePolicies()),
                new ListGroups(rights, directory.entities()),
                new ListGroupsForUser(rights, directory.memberships()),
                new ListInstanceProfilesForRole(rights),
                new ListMFADevices(rights),
                new ListPolicies(rights, directory.policies()),
                new ListPolicyTags(rights, directory.tags()),
                new ListPolicyVersions(rights, directory.policies()),
                new ListRolePolicies(rights, directory.inlinePolicies()),
                new ListRoleTags(rights, directory.tags()),
                new ListRoles(rights, directory.entities(), directory.roles(), directory.principalNames()),
                new ListSSHPublicKeys(rights),
                new ListServiceSpecificCredentials(rights),
                new ListSigningCertificates(rights),
                new ListUserPolicies(rights, directory.inlinePolicies()),
                new ListUserTags(rights, directory.tags()),
                new ListUsers(rights, directory.entities()),
                new ListVirtualMFADevices(rights),
                new PutGroupPolicy(rights, directory.inlinePolicies()),
                new PutRolePermissionsBoundary(rights, directory.attachments()),
                new PutRolePolicy(rights, directory.inlinePolicies()),
                new PutUserPermissionsBoundary(rights, directory.attachments()),
                new PutUserPolicy(rights, directory.inlinePolicies()),
                new RemoveUserFromGroup(rights, directory.entities(), directory.memberships()),
                new SetDefaultPolicyVersion(rights, directory.policies()),
                new SimulateCustomPolicy(rights, tried, lane),
                new SimulatePrincipalPolicy(rights, tried, lane),
                new TagPolicy(rights, directory.tags()),
                new TagRole(rights, directory.tags()),
                new TagUser(rights, directory.tags()),
                new UntagPolicy(rights, directory.tags()),
                new UntagRole(rights, directory.tags()),
                new UntagUser(rights, directory.tags()),
                new UpdateAccessKey(rights, directory.accessKeys()),
                new UpdateAssumeRolePolicy(rights, directory.roles()),
                new UpdateGroup(rights, directory.entities()),
                new UpdateRole(rights, directory.roles()),
                new UpdateRoleDescription(rights, directory.roles(), directory.tags(), directory.principalNames()),
                new UpdateUser(rights, directory.entities()));
    }
}
