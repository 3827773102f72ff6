package dev.trent.iam;

import static dev.trent.aws.Operation.reading;
import static dev.trent.aws.Operation.writing;

import dev.trent.access.Access;
import dev.trent.aws.Operation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Directory;
import dev.trent.memory.Memory;
import java.util.List;

/// The operations of AWS IAM that Trent performs: the support matrix.
public final class Operations {
    private Operations() {}

    /// Returns every operation, in alphabetical order.
    ///
    /// @param lane where what takes long is done
    public static List<Operation<?, ?>> all(Access access, Directory directory, Memory memory, SlowLane lane) {
        Rights rights = new Rights(access, directory);
        EntityDetails details = new EntityDetails(directory);
        CredentialReports reports = new CredentialReports(directory, memory);
        TriedPolicies tried = new TriedPolicies(directory);
        return List.of(
                writing(
                        "AddUserToGroup",
                        AddUserToGroup.Request.class,
                        NoContent.class,
                        new AddUserToGroup(rights, directory.entities(), directory.memberships())::perform),
                writing(
                        "AttachGroupPolicy",
                        AttachGroupPolicy.Request.class,
                        NoContent.class,
                        new AttachGroupPolicy(rights, directory.attachments())::perform),
                writing(
                        "AttachRolePolicy",
                        AttachRolePolicy.Request.class,
                        NoContent.class,
                        new AttachRolePolicy(rights, directory.attachments())::perform),
                writing(
                        "AttachUserPolicy",
                        AttachUserPolicy.Request.class,
                        NoContent.class,
                        new AttachUserPolicy(rights, directory.attachments())::perform),
                writing(
                        "CreateAccessKey",
                        CreateAccessKey.Request.class,
                        CreateAccessKey.Response.class,
                        new CreateAccessKey(rights, directory.accessKeys())::perform),
                writing(
                        "CreateAccountAlias",
                        CreateAccountAlias.Request.class,
                        NoContent.class,
                        new CreateAccountAlias(rights, directory.accounts())::perform),
                writing(
                        "CreateGroup",
                        CreateGroup.Request.class,
                        CreateGroup.Response.class,
                        new CreateGroup(rights, directory.entities())::perform),
                writing(
                        "CreatePolicy",
                        CreatePolicy.Request.class,
                        CreatePolicy.Response.class,
                        new CreatePolicy(rights, directory.policies())::perform),
                writing(
                        "CreatePolicyVersion",
                        CreatePolicyVersion.Request.class,
                        CreatePolicyVersion.Response.class,
                        new CreatePolicyVersion(rights, directory.policies())::perform),
                writing(
                        "CreateRole",
                        CreateRole.Request.class,
                        CreateRole.Response.class,
                        new CreateRole(rights, directory.roles(), directory.principalNames())::perform),
                writing(
                        "CreateUser",
                        CreateUser.Request.class,
                        CreateUser.Response.class,
                        new CreateUser(rights, directory.entities())::perform),
                writing(
                        "DeleteAccessKey",
                        DeleteAccessKey.Request.class,
                        NoContent.class,
                        new DeleteAccessKey(rights, directory.accessKeys())::perform),
                writing(
                        "DeleteAccountAlias",
                        DeleteAccountAlias.Request.class,
                        NoContent.class,
                        new DeleteAccountAlias(rights, directory.accounts())::perform),
                writing(
                        "DeleteGroup",
                        DeleteGroup.Request.class,
                        NoContent.class,
                        new DeleteGroup(rights, directory.entities())::perform),
                writing(
                        "DeleteGroupPolicy",
                        DeleteGroupPolicy.Request.class,
                        NoContent.class,
                        new DeleteGroupPolicy(rights, directory.inlinePolicies())::perform),
                writing(
                        "DeleteLoginProfile",
                        DeleteLoginProfile.Request.class,
                        NoContent.class,
                        new DeleteLoginProfile(rights)::perform),
                writing(
                        "DeletePolicy",
                        DeletePolicy.Request.class,
                        NoContent.class,
                        new DeletePolicy(rights, directory.policies())::perform),
                writing(
                        "DeletePolicyVersion",
                        DeletePolicyVersion.Request.class,
                        NoContent.class,
                        new DeletePolicyVersion(rights, directory.policies())::perform),
                writing(
                        "DeleteRole",
                        DeleteRole.Request.class,
                        NoContent.class,
                        new DeleteRole(rights, directory.entities())::perform),
                writing(
                        "DeleteRolePermissionsBoundary",
                        DeleteRolePermissionsBoundary.Request.class,
                        NoContent.class,
                        new DeleteRolePermissionsBoundary(rights, directory.attachments())::perform),
                writing(
                        "DeleteRolePolicy",
                        DeleteRolePolicy.Request.class,
                        NoContent.class,
                        new DeleteRolePolicy(rights, directory.inlinePolicies())::perform),
                writing(
                        "DeleteUser",
                        DeleteUser.Request.class,
                        NoContent.class,
                        new DeleteUser(rights, directory.entities())::perform),
                writing(
                        "DeleteUserPermissionsBoundary",
                        DeleteUserPermissionsBoundary.Request.class,
                        NoContent.class,
                        new DeleteUserPermissionsBoundary(rights, directory.attachments())::perform),
                writing(
                        "DeleteUserPolicy",
                        DeleteUserPolicy.Request.class,
                        NoContent.class,
                        new DeleteUserPolicy(rights, directory.inlinePolicies())::perform),
                writing(
                        "DetachGroupPolicy",
                        DetachGroupPolicy.Request.class,
                        NoContent.class,
                        new DetachGroupPolicy(rights, directory.attachments())::perform),
                writing(
                        "DetachRolePolicy",
                        DetachRolePolicy.Request.class,
                        NoContent.class,
                        new DetachRolePolicy(rights, directory.attachments())::perform),
                writing(
                        "DetachUserPolicy",
                        DetachUserPolicy.Request.class,
                        NoContent.class,
                        new DetachUserPolicy(rights, directory.attachments())::perform),
                writing(
                        "GenerateCredentialReport",
                        GenerateCredentialReport.Request.class,
                        GenerateCredentialReport.Response.class,
                        new GenerateCredentialReport(rights, reports, lane)::perform),
                reading(
                        "GetAccessKeyLastUsed",
                        GetAccessKeyLastUsed.Request.class,
                        GetAccessKeyLastUsed.Response.class,
                        new GetAccessKeyLastUsed(
                                rights, directory.entities(), directory.accessKeys(), directory.lastUses())::perform),
                reading(
                        "GetAccountAuthorizationDetails",
                        GetAccountAuthorizationDetails.Request.class,
                        GetAccountAuthorizationDetails.Response.class,
                        new GetAccountAuthorizationDetails(rights, details, lane)::perform),
                reading(
                        "GetAccountSummary",
                        GetAccountSummary.Request.class,
                        GetAccountSummary.Response.class,
                        new GetAccountSummary(
                                rights, directory.entities(), directory.policies(), directory.accessKeys())::perform),
                reading(
                        "GetContextKeysForCustomPolicy",
                        GetContextKeysForCustomPolicy.Request.class,
                        GetContextKeysForCustomPolicy.Response.class,
                        new GetContextKeysForCustomPolicy(rights, lane)::perform),
                reading(
                        "GetContextKeysForPrincipalPolicy",
                        GetContextKeysForPrincipalPolicy.Request.class,
                        GetContextKeysForPrincipalPolicy.Response.class,
                        new GetContextKeysForPrincipalPolicy(rights, tried, lane)::perform),
                reading(
                        "GetCredentialReport",
                        GetCredentialReport.Request.class,
                        GetCredentialReport.Response.class,
                        new GetCredentialReport(rights, reports)::perform),
                reading(
                        "GetGroup",
                        GetGroup.Request.class,
                        GetGroup.Response.class,
                        new GetGroup(rights, directory.memberships())::perform),
                reading(
                        "GetGroupPolicy",
                        GetGroupPolicy.Request.class,
                        GetGroupPolicy.Response.class,
                        new GetGroupPolicy(rights, directory.inlinePolicies())::perform),
                reading(
                        "GetLoginProfile",
                        GetLoginProfile.Request.class,
                        GetLoginProfile.Response.class,
                        new GetLoginProfile(rights)::perform),
                reading(
                        "GetPolicy",
                        GetPolicy.Request.class,
                        GetPolicy.Response.class,
                        new GetPolicy(rights, directory.tags())::perform),
                reading(
                        "GetPolicyVersion",
                        GetPolicyVersion.Request.class,
                        GetPolicyVersion.Response.class,
                        new GetPolicyVersion(rights, directory.policies())::perform),
                reading(
                        "GetRole",
                        GetRole.Request.class,
                        GetRole.Response.class,
                        new GetRole(rights, directory.roles(), directory.tags(), directory.principalNames())::perform),
                reading(
                        "GetRolePolicy",
                        GetRolePolicy.Request.class,
                        GetRolePolicy.Response.class,
                        new GetRolePolicy(rights, directory.inlinePolicies())::perform),
                reading(
                        "GetUser",
                        GetUser.Request.class,
                        GetUser.Response.class,
                        new GetUser(rights, directory.tags(), directory.accounts())::perform),
                reading(
                        "GetUserPolicy",
                        GetUserPolicy.Request.class,
                        GetUserPolicy.Response.class,
                        new GetUserPolicy(rights, directory.inlinePolicies())::perform),
                reading(
                        "ListAccessKeys",
                        ListAccessKeys.Request.class,
                        ListAccessKeys.Response.class,
                        new ListAccessKeys(rights, directory.accessKeys())::perform),
                reading(
                        "ListAccountAliases",
                        ListAccountAliases.Request.class,
                        ListAccountAliases.Response.class,
                        new ListAccountAliases(rights, directory.accounts())::perform),
                reading(
                        "ListAttachedGroupPolicies",
                        ListAttachedGroupPolicies.Request.class,
                        ListAttachedGroupPolicies.Response.class,
                        new ListAttachedGroupPolicies(rights, directory.attachments())::perform),
                reading(
                        "ListAttachedRolePolicies",
                        ListAttachedRolePolicies.Request.class,
                        ListAttachedRolePolicies.Response.class,
                        new ListAttachedRolePolicies(rights, directory.attachments())::perform),
                reading(
                        "ListAttachedUserPolicies",
                        ListAttachedUserPolicies.Request.class,
                        ListAttachedUserPolicies.Response.class,
                        new ListAttachedUserPolicies(rights, directory.attachments())::perform),
                reading(
                        "ListEntitiesForPolicy",
                        ListEntitiesForPolicy.Request.class,
                        ListEntitiesForPolicy.Response.class,
                        new ListEntitiesForPolicy(rights, directory.attachments())::perform),
                reading(
                        "ListGroupPolicies",
                        ListGroupPolicies.Request.class,
                        ListGroupPolicies.Response.class,
                        new ListGroupPolicies(rights, directory.inlinePolicies())::perform),
                reading(
                        "ListGroups",
                        ListGroups.Request.class,
                        ListGroups.Response.class,
                        new ListGroups(rights, directory.entities())::perform),
                reading(
                        "ListGroupsForUser",
                        ListGroupsForUser.Request.class,
                        ListGroupsForUser.Response.class,
                        new ListGroupsForUser(rights, directory.memberships())::perform),
                reading(
                        "ListInstanceProfilesForRole",
                        ListInstanceProfilesForRole.Request.class,
                        ListInstanceProfilesForRole.Response.class,
                        new ListInstanceProfilesForRole(rights)::perform),
                reading(
                        "ListMFADevices",
                        ListMFADevices.Request.class,
                        ListMFADevices.Response.class,
                        new ListMFADevices(rights)::perform),
                reading(
                        "ListPolicies",
                        ListPolicies.Request.class,
                        ListPolicies.Response.class,
                        new ListPolicies(rights, directory.policies())::perform),
                reading(
                        "ListPolicyTags",
                        ListPolicyTags.Request.class,
                        ListPolicyTags.Response.class,
                        new ListPolicyTags(rights, directory.tags())::perform),
                reading(
                        "ListPolicyVersions",
                        ListPolicyVersions.Request.class,
                        ListPolicyVersions.Response.class,
                        new ListPolicyVersions(rights, directory.policies())::perform),
                reading(
                        "ListRolePolicies",
                        ListRolePolicies.Request.class,
                        ListRolePolicies.Response.class,
                        new ListRolePolicies(rights, directory.inlinePolicies())::perform),
                reading(
                        "ListRoleTags",
                        ListRoleTags.Request.class,
                        ListRoleTags.Response.class,
                        new ListRoleTags(rights, directory.tags())::perform),
                reading(
                        "ListRoles",
                        ListRoles.Request.class,
                        ListRoles.Response.class,
                        new ListRoles(rights, directory.entities(), directory.roles(), directory.principalNames())
                                ::perform),
                reading(
                        "ListSSHPublicKeys",
                        ListSSHPublicKeys.Request.class,
                        ListSSHPublicKeys.Response.class,
                        new ListSSHPublicKeys(rights)::perform),
                reading(
                        "ListServiceSpecificCredentials",
                        ListServiceSpecificCredentials.Request.class,
                        ListServiceSpecificCredentials.Response.class,
                        new ListServiceSpecificCredentials(rights)::perform),
                reading(
                        "ListSigningCertificates",
                        ListSigningCertificates.Request.class,
                        ListSigningCertificates.Response.class,
                        new ListSigningCertificates(rights)::perform),
                reading(
                        "ListUserPolicies",
                        ListUserPolicies.Request.class,
                        ListUserPolicies.Response.class,
                        new ListUserPolicies(rights, directory.inlinePolicies())::perform),
                reading(
                        "ListUserTags",
                        ListUserTags.Request.class,
                        ListUserTags.Response.class,
                        new ListUserTags(rights, directory.tags())::perform),
                reading(
                        "ListUsers",
                        ListUsers.Request.class,
                        ListUsers.Response.class,
                        new ListUsers(rights, directory.entities())::perform),
                reading(
                        "ListVirtualMFADevices",
                        ListVirtualMFADevices.Request.class,
                        ListVirtualMFADevices.Response.class,
                        new ListVirtualMFADevices(rights)::perform),
                writing(
                        "PutGroupPolicy",
                        PutGroupPolicy.Request.class,
                        NoContent.class,
                        new PutGroupPolicy(rights, directory.inlinePolicies())::perform),
                writing(
                        "PutRolePermissionsBoundary",
                        PutRolePermissionsBoundary.Request.class,
                        NoContent.class,
                        new PutRolePermissionsBoundary(rights, directory.attachments())::perform),
                writing(
                        "PutRolePolicy",
                        PutRolePolicy.Request.class,
                        NoContent.class,
                        new PutRolePolicy(rights, directory.inlinePolicies())::perform),
                writing(
                        "PutUserPermissionsBoundary",
                        PutUserPermissionsBoundary.Request.class,
                        NoContent.class,
                        new PutUserPermissionsBoundary(rights, directory.attachments())::perform),
                writing(
                        "PutUserPolicy",
                        PutUserPolicy.Request.class,
                        NoContent.class,
                        new PutUserPolicy(rights, directory.inlinePolicies())::perform),
                writing(
                        "RemoveUserFromGroup",
                        RemoveUserFromGroup.Request.class,
                        NoContent.class,
                        new RemoveUserFromGroup(rights, directory.entities(), directory.memberships())::perform),
                writing(
                        "SetDefaultPolicyVersion",
                        SetDefaultPolicyVersion.Request.class,
                        NoContent.class,
                        new SetDefaultPolicyVersion(rights, directory.policies())::perform),
                reading(
                        "SimulateCustomPolicy",
                        SimulateCustomPolicy.Request.class,
                        SimulateCustomPolicy.Response.class,
                        new SimulateCustomPolicy(rights, tried, lane)::perform),
                reading(
                        "SimulatePrincipalPolicy",
                        SimulatePrincipalPolicy.Request.class,
                        SimulatePrincipalPolicy.Response.class,
                        new SimulatePrincipalPolicy(rights, tried, lane)::perform),
                writing(
                        "TagPolicy",
                        TagPolicy.Request.class,
                        NoContent.class,
                        new TagPolicy(rights, directory.tags())::perform),
                writing(
                        "TagRole",
                        TagRole.Request.class,
                        NoContent.class,
                        new TagRole(rights, directory.tags())::perform),
                writing(
                        "TagUser",
                        TagUser.Request.class,
                        NoContent.class,
                        new TagUser(rights, directory.tags())::perform),
                writing(
                        "UntagPolicy",
                        UntagPolicy.Request.class,
                        NoContent.class,
                        new UntagPolicy(rights, directory.tags())::perform),
                writing(
                        "UntagRole",
                        UntagRole.Request.class,
                        NoContent.class,
                        new UntagRole(rights, directory.tags())::perform),
                writing(
                        "UntagUser",
                        UntagUser.Request.class,
                        NoContent.class,
                        new UntagUser(rights, directory.tags())::perform),
                writing(
                        "UpdateAccessKey",
                        UpdateAccessKey.Request.class,
                        NoContent.class,
                        new UpdateAccessKey(rights, directory.accessKeys())::perform),
                writing(
                        "UpdateAssumeRolePolicy",
                        UpdateAssumeRolePolicy.Request.class,
                        NoContent.class,
                        new UpdateAssumeRolePolicy(rights, directory.roles())::perform),
                writing(
                        "UpdateGroup",
                        UpdateGroup.Request.class,
                        NoContent.class,
                        new UpdateGroup(rights, directory.entities())::perform),
                writing(
                        "UpdateRole",
                        UpdateRole.Request.class,
                        UpdateRole.Response.class,
                        new UpdateRole(rights, directory.roles())::perform),
                writing(
                        "UpdateRoleDescription",
                        UpdateRoleDescription.Request.class,
                        UpdateRoleDescription.Response.class,
                        new UpdateRoleDescription(
                                rights, directory.roles(), directory.tags(), directory.principalNames())::perform),
                writing(
                        "UpdateUser",
                        UpdateUser.Request.class,
                        NoContent.class,
                        new UpdateUser(rights, directory.entities())::perform));
    }
}
