package dev.trent.iam;

import dev.trent.access.Access;
import dev.trent.call.Operation;
import dev.trent.identity.Attachments;
import dev.trent.identity.Directory;
import dev.trent.identity.Entities;
import dev.trent.identity.EntityTags;
import dev.trent.identity.InlinePolicies;
import dev.trent.identity.LoginProfiles;
import dev.trent.identity.ManagedPolicies;
import dev.trent.identity.MfaDevices;
import dev.trent.identity.PasswordHashes;
import dev.trent.memory.Memory;
import java.util.List;
import java.util.stream.Stream;

/// The operations of AWS IAM that Trent performs: the support matrix.
public final class IamOperations {
    private IamOperations() {}

    /// Returns the operations for the seed of `trent dev`: those of clients, but CreateAccessKey takes the id and the
    /// secret of the key.
    ///
    /// @param all as [#all] returns them
    public static List<Operation<?, ?>> ofSeed(List<Operation<?, ?>> all, Access access, Directory directory) {
        Operation<?, ?> given = new CreateGivenAccessKey(new IamRights(access, directory), directory.accessKeys());
        return Stream.concat(all.stream().filter(operation -> !operation.name().equals(given.name())), Stream.of(given))
                .toList();
    }

    /// Returns every operation, in alphabetical order.
    ///
    /// @param lane runs the operations that take long
    /// @param hashes hashes passwords, on a lane of its own
    public static List<Operation<?, ?>> all(
            Access access, Directory directory, Memory memory, SlowLane lane, PasswordHashes hashes) {
        IamRights rights = new IamRights(access, directory);
        EntityDetails details = new EntityDetails(directory);
        CredentialReports reports = new CredentialReports(directory, memory);
        TriedPolicies tried = new TriedPolicies(directory);
        Entities entities = directory.entities();
        ManagedPolicies policies = directory.policies();
        Attachments attachments = directory.attachments();
        InlinePolicies inlinePolicies = directory.inlinePolicies();
        EntityTags tags = directory.tags();
        NewPasswords passwords = new NewPasswords(directory, hashes);
        LoginProfiles profiles = directory.loginProfiles();
        MfaDevices devices = directory.mfaDevices();
        return List.of(
                new ChangeMembership("AddUserToGroup", rights, entities, directory.memberships()::add),
                new AttachPolicy<>("AttachGroupPolicy", AttachPolicy.OfGroup.class, rights, attachments),
                new AttachPolicy<>("AttachRolePolicy", AttachPolicy.OfRole.class, rights, attachments),
                new AttachPolicy<>("AttachUserPolicy", AttachPolicy.OfUser.class, rights, attachments),
                new ChangePassword(rights, directory, passwords),
                new CreateAccessKey(rights, directory.accessKeys()),
                new ChangeAccountAlias("CreateAccountAlias", rights, directory.accounts()::alias),
                new CreateGroup(rights, entities),
                new CreateLoginProfile(rights, profiles, passwords),
                new CreatePolicy(rights, policies),
                new CreatePolicyVersion(rights, policies),
                new CreateRole(rights, directory.roles(), directory.principalNames()),
                new CreateUser(rights, entities),
                new CreateVirtualMFADevice(rights, devices, directory.accounts()),
                new DeactivateMFADevice(rights, devices),
                new DeleteAccessKey(rights, directory.accessKeys()),
                new ChangeAccountAlias("DeleteAccountAlias", rights, directory.accounts()::removeAlias),
                new DeleteAccountPasswordPolicy(rights, directory.passwordPolicies()),
                new DeleteEntity<>("DeleteGroup", DeleteEntity.OfGroup.class, rights, entities::delete),
                new DeleteInlinePolicy<>("DeleteGroupPolicy", GetInlinePolicy.OfGroup.class, rights, inlinePolicies),
                new DeleteLoginProfile(rights, profiles),
                new DeleteEntity<>("DeletePolicy", DeleteEntity.OfPolicy.class, rights, policies::delete),
                new ChangePolicyVersion("DeletePolicyVersion", rights, policies::deleteVersion),
                new DeleteEntity<>("DeleteRole", DeleteEntity.OfRole.class, rights, entities::delete),
                new DeletePermissionsBoundary<>(
                        "DeleteRolePermissionsBoundary", DeletePermissionsBoundary.OfRole.class, rights, attachments),
                new DeleteInlinePolicy<>("DeleteRolePolicy", GetInlinePolicy.OfRole.class, rights, inlinePolicies),
                new DeleteEntity<>("DeleteUser", DeleteEntity.OfUser.class, rights, entities::delete),
                new DeletePermissionsBoundary<>(
                        "DeleteUserPermissionsBoundary", DeletePermissionsBoundary.OfUser.class, rights, attachments),
                new DeleteInlinePolicy<>("DeleteUserPolicy", GetInlinePolicy.OfUser.class, rights, inlinePolicies),
                new DeleteVirtualMFADevice(rights, devices),
                new DetachPolicy<>("DetachGroupPolicy", AttachPolicy.OfGroup.class, rights, attachments),
                new DetachPolicy<>("DetachRolePolicy", AttachPolicy.OfRole.class, rights, attachments),
                new DetachPolicy<>("DetachUserPolicy", AttachPolicy.OfUser.class, rights, attachments),
                new EnableMFADevice("EnableMFADevice", rights, devices::enable),
                new GenerateCredentialReport(rights, reports, lane),
                new GetAccessKeyLastUsed(rights, entities, directory.accessKeys(), directory.lastUses()),
                new GetAccountAuthorizationDetails(rights, details, lane),
                new GetAccountPasswordPolicy(rights, directory.passwordPolicies()),
                new GetAccountSummary(rights, directory),
                new GetContextKeysForCustomPolicy(rights, lane),
                new GetContextKeysForPrincipalPolicy(rights, tried, lane),
                new GetCredentialReport(rights, reports),
                new GetGroup(rights, directory.memberships()),
                new GetInlinePolicy<>(
                        "GetGroupPolicy",
                        GetInlinePolicy.OfGroup.class,
                        GetInlinePolicy.GroupAnswer.class,
                        rights,
                        inlinePolicies),
                new GetLoginProfile(rights, profiles),
                new GetMFADevice(rights, devices),
                new GetPolicy(rights, tags),
                new GetPolicyVersion(rights, policies),
                new GetRole(rights, directory.roles(), tags, directory.principalNames()),
                new GetInlinePolicy<>(
                        "GetRolePolicy",
                        GetInlinePolicy.OfRole.class,
                        GetInlinePolicy.RoleAnswer.class,
                        rights,
                        inlinePolicies),
                new GetUser(rights, directory),
                new GetInlinePolicy<>(
                        "GetUserPolicy",
                        GetInlinePolicy.OfUser.class,
                        GetInlinePolicy.UserAnswer.class,
                        rights,
                        inlinePolicies),
                new ListAccessKeys(rights, directory.accessKeys()),
                new ListAccountAliases(rights, directory.accounts()),
                new ListAttachedPolicies<>(
                        "ListAttachedGroupPolicies", ListAttachedPolicies.OfGroup.class, rights, attachments),
                new ListAttachedPolicies<>(
                        "ListAttachedRolePolicies", ListAttachedPolicies.OfRole.class, rights, attachments),
                new ListAttachedPolicies<>(
                        "ListAttachedUserPolicies", ListAttachedPolicies.OfUser.class, rights, attachments),
                new ListEntitiesForPolicy(rights, attachments),
                new ListInlinePolicies<>("ListGroupPolicies", ListInlinePolicies.OfGroup.class, rights, inlinePolicies),
                new ListGroups(rights, entities),
                new ListGroupsForUser(rights, directory.memberships()),
                new ListInstanceProfilesForRole(rights),
                new ListMFADeviceTags(rights, devices),
                new ListMFADevices(rights, devices),
                new ListPolicies(rights, policies),
                new ListPolicyTags(rights, tags),
                new ListPolicyVersions(rights, policies),
                new ListInlinePolicies<>("ListRolePolicies", ListInlinePolicies.OfRole.class, rights, inlinePolicies),
                new ListTags<>("ListRoleTags", ListInlinePolicies.OfRole.class, rights, tags),
                new ListRoles(rights, entities, directory.roles(), directory.principalNames()),
                new ListNoCredentials<>(
                        "ListSSHPublicKeys", new ListNoCredentials.SshPublicKeys(List.of(), false, null), rights),
                new ListServiceSpecificCredentials(rights),
                new ListNoCredentials<>(
                        "ListSigningCertificates",
                        new ListNoCredentials.SigningCertificates(List.of(), false, null),
                        rights),
                new ListInlinePolicies<>("ListUserPolicies", ListInlinePolicies.OfUser.class, rights, inlinePolicies),
                new ListTags<>("ListUserTags", ListInlinePolicies.OfUser.class, rights, tags),
                new ListUsers(rights, directory),
                new ListVirtualMFADevices(rights, directory),
                new PutInlinePolicy<>("PutGroupPolicy", PutInlinePolicy.OfGroup.class, rights, inlinePolicies),
                new PutPermissionsBoundary<>(
                        "PutRolePermissionsBoundary", PutPermissionsBoundary.OfRole.class, rights, attachments),
                new PutInlinePolicy<>("PutRolePolicy", PutInlinePolicy.OfRole.class, rights, inlinePolicies),
                new PutPermissionsBoundary<>(
                        "PutUserPermissionsBoundary", PutPermissionsBoundary.OfUser.class, rights, attachments),
                new PutInlinePolicy<>("PutUserPolicy", PutInlinePolicy.OfUser.class, rights, inlinePolicies),
                new ChangeMembership("RemoveUserFromGroup", rights, entities, directory.memberships()::remove),
                new EnableMFADevice("ResyncMFADevice", rights, devices::resync),
                new ChangePolicyVersion("SetDefaultPolicyVersion", rights, policies::setDefault),
                new SimulateCustomPolicy(rights, tried, lane),
                new SimulatePrincipalPolicy(rights, tried, lane),
                new TagMFADevice(rights, devices),
                new TagEntity<>("TagPolicy", TagEntity.OfPolicy.class, rights, tags),
                new TagEntity<>("TagRole", TagEntity.OfRole.class, rights, tags),
                new TagEntity<>("TagUser", TagEntity.OfUser.class, rights, tags),
                new UntagMFADevice(rights, devices),
                new UntagEntity<>("UntagPolicy", UntagEntity.OfPolicy.class, rights, tags),
                new UntagEntity<>("UntagRole", UntagEntity.OfRole.class, rights, tags),
                new UntagEntity<>("UntagUser", UntagEntity.OfUser.class, rights, tags),
                new UpdateAccessKey(rights, directory.accessKeys()),
                new UpdateAccountPasswordPolicy(rights, directory.passwordPolicies()),
                new UpdateAssumeRolePolicy(rights, directory.roles()),
                new RenameEntity<>("UpdateGroup", RenameEntity.OfGroup.class, rights, entities),
                new UpdateLoginProfile(rights, profiles, passwords),
                new UpdateRole(rights, directory.roles()),
                new UpdateRoleDescription(rights, directory.roles(), tags, directory.principalNames()),
                new RenameEntity<>("UpdateUser", RenameEntity.OfUser.class, rights, entities));
    }
}
