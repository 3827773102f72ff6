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
        IamRights rights = new IamRights(access, directory);
        EntityDetails details = new EntityDetails(directory);
        CredentialReports reports = new CredentialReports(directory, memory);
        TriedPolicies tried = new TriedPolicies(directory);
        return List.of(
                new ChangeMembership("AddUserToGroup", rights, directory.entities(), directory.memberships()::add),
                new AttachPolicy<>("AttachGroupPolicy", AttachPolicy.OfGroup.class, rights, directory.attachments()),
                new AttachPolicy<>("AttachRolePolicy", AttachPolicy.OfRole.class, rights, directory.attachments()),
                new AttachPolicy<>("AttachUserPolicy", AttachPolicy.OfUser.class, rights, directory.attachments()),
                new CreateAccessKey(rights, directory.accessKeys()),
                new CreateAccountAlias(rights, directory.accounts()),
                new CreateGroup(rights, directory.entities()),
                new CreatePolicy(rights, directory.policies()),
                new CreatePolicyVersion(rights, directory.policies()),
                new CreateRole(rights, directory.roles(), directory.principalNames()),
                new CreateUser(rights, directory.entities()),
                new DeleteAccessKey(rights, directory.accessKeys()),
                new DeleteAccountAlias(rights, directory.accounts()),
                new DeleteEntity<>("DeleteGroup", DeleteEntity.OfGroup.class, rights, directory.entities()::delete),
                new DeleteInlinePolicy<>("DeleteGroupPolicy", GetInlinePolicy.OfGroup.class, rights, directory.inlinePolicies()),
                new DeleteLoginProfile(rights),
                new DeleteEntity<>("DeletePolicy", DeleteEntity.OfPolicy.class, rights, directory.policies()::delete),
                new DeletePolicyVersion(rights, directory.policies()),
                new DeleteEntity<>("DeleteRole", DeleteEntity.OfRole.class, rights, directory.entities()::delete),
                new DeletePermissionsBoundary<>("DeleteRolePermissionsBoundary", DeletePermissionsBoundary.OfRole.class, rights, directory.attachments()),
                new DeleteInlinePolicy<>("DeleteRolePolicy", GetInlinePolicy.OfRole.class, rights, directory.inlinePolicies()),
                new DeleteEntity<>("DeleteUser", DeleteEntity.OfUser.class, rights, directory.entities()::delete),
                new DeletePermissionsBoundary<>("DeleteUserPermissionsBoundary", DeletePermissionsBoundary.OfUser.class, rights, directory.attachments()),
                new DeleteInlinePolicy<>("DeleteUserPolicy", GetInlinePolicy.OfUser.class, rights, directory.inlinePolicies()),
                new DetachPolicy<>("DetachGroupPolicy", AttachPolicy.OfGroup.class, rights, directory.attachments()),
                new DetachPolicy<>("DetachRolePolicy", AttachPolicy.OfRole.class, rights, directory.attachments()),
                new DetachPolicy<>("DetachUserPolicy", AttachPolicy.OfUser.class, rights, directory.attachments()),
                new GenerateCredentialReport(rights, reports, lane),
                new GetAccessKeyLastUsed(rights, directory.entities(), directory.accessKeys(), directory.lastUses()),
                new GetAccountAuthorizationDetails(rights, details, lane),
                new GetAccountSummary(rights, directory.entities(), directory.policies(), directory.accessKeys()),
                new GetContextKeysForCustomPolicy(rights, lane),
                new GetContextKeysForPrincipalPolicy(rights, tried, lane),
                new GetCredentialReport(rights, reports),
                new GetGroup(rights, directory.memberships()),
                new GetInlinePolicy<>("GetGroupPolicy", GetInlinePolicy.OfGroup.class, GetInlinePolicy.GroupAnswer.class, rights, directory.inlinePolicies()),
                new GetLoginProfile(rights),
                new GetPolicy(rights, directory.tags()),
                new GetPolicyVersion(rights, directory.policies()),
                new GetRole(rights, directory.roles(), directory.tags(), directory.principalNames()),
                new GetInlinePolicy<>("GetRolePolicy", GetInlinePolicy.OfRole.class, GetInlinePolicy.RoleAnswer.class, rights, directory.inlinePolicies()),
                new GetUser(rights, directory.tags(), directory.accounts()),
                new GetInlinePolicy<>("GetUserPolicy", GetInlinePolicy.OfUser.class, GetInlinePolicy.UserAnswer.class, rights, directory.inlinePolicies()),
                new ListAccessKeys(rights, directory.accessKeys()),
                new ListAccountAliases(rights, directory.accounts()),
                new ListAttachedPolicies<>("ListAttachedGroupPolicies", ListAttachedPolicies.OfGroup.class, rights, directory.attachments()),
                new ListAttachedPolicies<>("ListAttachedRolePolicies", ListAttachedPolicies.OfRole.class, rights, directory.attachments()),
                new ListAttachedPolicies<>("ListAttachedUserPolicies", ListAttachedPolicies.OfUser.class, rights, directory.attachments()),
                new ListEntitiesForPolicy(rights, directory.attachments()),
                new ListInlinePolicies<>("ListGroupPolicies", ListInlinePolicies.OfGroup.class, rights, directory.inlinePolicies()),
                new ListGroups(rights, directory.entities()),
                new ListGroupsForUser(rights, directory.memberships()),
                new ListInstanceProfilesForRole(rights),
                new ListNoCredentials<>("ListMFADevices", new ListNoCredentials.MfaDevices(List.of(), false, null), rights),
                new ListPolicies(rights, directory.policies()),
                new ListPolicyTags(rights, directory.tags()),
                new ListPolicyVersions(rights, directory.policies()),
                new ListInlinePolicies<>("ListRolePolicies", ListInlinePolicies.OfRole.class, rights, directory.inlinePolicies()),
                new ListTags<>("ListRoleTags", ListInlinePolicies.OfRole.class, rights, directory.tags()),
                new ListRoles(rights, directory.entities(), directory.roles(), directory.principalNames()),
                new ListNoCredentials<>("ListSSHPublicKeys", new ListNoCredentials.SshPublicKeys(List.of(), false, null), rights),
                new ListServiceSpecificCredentials(rights),
                new ListNoCredentials<>("ListSigningCertificates", new ListNoCredentials.SigningCertificates(List.of(), false, null), rights),
                new ListInlinePolicies<>("ListUserPolicies", ListInlinePolicies.OfUser.class, rights, directory.inlinePolicies()),
                new ListTags<>("ListUserTags", ListInlinePolicies.OfUser.class, rights, directory.tags()),
                new ListUsers(rights, directory.entities()),
                new ListVirtualMFADevices(rights),
                new PutInlinePolicy<>("PutGroupPolicy", PutInlinePolicy.OfGroup.class, rights, directory.inlinePolicies()),
                new PutPermissionsBoundary<>("PutRolePermissionsBoundary", PutPermissionsBoundary.OfRole.class, rights, directory.attachments()),
                new PutInlinePolicy<>("PutRolePolicy", PutInlinePolicy.OfRole.class, rights, directory.inlinePolicies()),
                new PutPermissionsBoundary<>("PutUserPermissionsBoundary", PutPermissionsBoundary.OfUser.class, rights, directory.attachments()),
                new PutInlinePolicy<>("PutUserPolicy", PutInlinePolicy.OfUser.class, rights, directory.inlinePolicies()),
                new ChangeMembership("RemoveUserFromGroup", rights, directory.entities(), directory.memberships()::remove),
                new SetDefaultPolicyVersion(rights, directory.policies()),
                new SimulateCustomPolicy(rights, tried, lane),
                new SimulatePrincipalPolicy(rights, tried, lane),
                new TagEntity<>("TagPolicy", TagEntity.OfPolicy.class, rights, directory.tags()),
                new TagEntity<>("TagRole", TagEntity.OfRole.class, rights, directory.tags()),
                new TagEntity<>("TagUser", TagEntity.OfUser.class, rights, directory.tags()),
                new UntagEntity<>("UntagPolicy", UntagEntity.OfPolicy.class, rights, directory.tags()),
                new UntagEntity<>("UntagRole", UntagEntity.OfRole.class, rights, directory.tags()),
                new UntagEntity<>("UntagUser", UntagEntity.OfUser.class, rights, directory.tags()),
                new UpdateAccessKey(rights, directory.accessKeys()),
                new UpdateAssumeRolePolicy(rights, directory.roles()),
                new RenameEntity<>("UpdateGroup", RenameEntity.OfGroup.class, rights, directory.entities()),
                new UpdateRole(rights, directory.roles()),
                new UpdateRoleDescription(rights, directory.roles(), directory.tags(), directory.principalNames()),
                new RenameEntity<>("UpdateUser", RenameEntity.OfUser.class, rights, directory.entities()));
    }
}
