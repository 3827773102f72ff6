package dev.trent.gateway;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names of all operations that AWS has, also those that Trent does not have. The refusal of a missing
/// operation says so in a sentence. It tells a person more than the refusal of an unknown name.
///
/// Sources: the API models of the services, as of November 2026.
final class AwsOperations {
    private static final Map<String, Set<String>> BY_SERVICE = Map.of(
            "kms", names(Names.KMS),
            "iam", names(Names.IAM),
            "sts", names(Names.STS),
            "cloudtrail", names(Names.CLOUD_TRAIL));

    private AwsOperations() {}

    /// Returns whether AWS has the operation.
    ///
    /// @param service the signing name
    static boolean has(String service, String operation) {
        return of(service).contains(operation);
    }

    static Set<String> of(String service) {
        return BY_SERVICE.getOrDefault(service, Set.of());
    }

    private static Set<String> names(String text) {
        return Set.copyOf(new HashSet<>(List.of(text.strip().split("\\s+"))));
    }

    private static final class Names {
        private static final String KMS = """
            CancelKeyDeletion ConnectCustomKeyStore CreateAlias CreateCustomKeyStore CreateGrant CreateKey
            Decapsulate Decrypt DeleteAlias DeleteCustomKeyStore DeleteImportedKeyMaterial
            DeriveSharedSecret DescribeCustomKeyStores DescribeKey DisableKey DisableKeyRotation
            DisconnectCustomKeyStore EnableKey EnableKeyRotation Encapsulate Encrypt GenerateDataKey
            GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext
            GenerateMac GenerateRandom GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus
            GetParametersForImport GetPublicKey ImportKeyMaterial ListAliases ListGrants ListKeyPolicies
            ListKeyRotations ListKeys ListResourceTags ListRetirableGrants PutKeyPolicy ReEncrypt
            ReplicateKey RetireGrant RevokeGrant RotateKeyOnDemand ScheduleKeyDeletion Sign TagResource
            UntagResource UpdateAlias UpdateCustomKeyStore UpdateKeyDescription UpdatePrimaryRegion Verify
            VerifyMac
            """;

        private static final String IAM = """
            AcceptDelegationRequest AcquireRole AddClientIDToOpenIDConnectProvider AddRoleToInstanceProfile
            AddUserToGroup AssociateDelegationRequest AttachGroupPolicy AttachRolePolicy AttachUserPolicy
            ChangePassword CreateAccessKey CreateAccountAlias CreateDelegationRequest CreateGroup
            CreateInstanceProfile CreateLoginProfile CreateOpenIDConnectProvider CreatePolicy
            CreatePolicyVersion CreateRole CreateSAMLProvider CreateServiceLinkedRole
            CreateServiceSpecificCredential CreateUser CreateVirtualMFADevice DeactivateMFADevice
            DeleteAccessKey DeleteAccountAlias DeleteAccountPasswordPolicy DeleteGroup DeleteGroupPolicy
            DeleteInstanceProfile DeleteLoginProfile DeleteOpenIDConnectProvider DeletePolicy
            DeletePolicyVersion DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DeleteSAMLProvider
            DeleteSSHPublicKey DeleteServerCertificate DeleteServiceLinkedRole
            DeleteServiceSpecificCredential DeleteSigningCertificate DeleteUser
            DeleteUserPermissionsBoundary DeleteUserPolicy DeleteVirtualMFADevice DetachGroupPolicy
            DetachRolePolicy DetachUserPolicy DisableOrganizationsRootCredentialsManagement
            DisableOrganizationsRootSessions DisableOutboundWebIdentityFederation EnableMFADevice
            EnableOrganizationsRootCredentialsManagement EnableOrganizationsRootSessions
            EnableOutboundWebIdentityFederation GenerateCredentialReport GenerateOrganizationsAccessReport
            GenerateServiceLastAccessedDetails GetAccessKeyLastUsed GetAccountAuthorizationDetails
            GetAccountPasswordPolicy GetAccountProperties GetAccountSummary GetContextKeysForCustomPolicy
            GetContextKeysForPrincipalPolicy GetCredentialReport GetDelegationRequest GetGroup
            GetGroupPolicy GetHumanReadableSummary GetInstanceProfile GetLoginProfile GetMFADevice
            GetOpenIDConnectProvider GetOrganizationsAccessReport GetOutboundWebIdentityFederationInfo
            GetPolicy GetPolicyVersion GetRole GetRolePolicy GetRoleTemplateVersion GetSAMLProvider
            GetSSHPublicKey GetServerCertificate GetServiceLastAccessedDetails
            GetServiceLastAccessedDetailsWithEntities GetServiceLinkedRoleDeletionStatus GetUser
            GetUserPolicy ListAccessKeys ListAccountAliases ListAttachedGroupPolicies
            ListAttachedRolePolicies ListAttachedUserPolicies ListDelegationRequests ListEntitiesForPolicy
            ListGroupPolicies ListGroups ListGroupsForUser ListInstanceProfileTags ListInstanceProfiles
            ListInstanceProfilesForRole ListMFADeviceTags ListMFADevices ListOpenIDConnectProviderTags
            ListOpenIDConnectProviders ListOrganizationsFeatures ListPolicies
            ListPoliciesGrantingServiceAccess ListPolicyTags ListPolicyVersions ListRolePolicies
            ListRoleTags ListRoles ListSAMLProviderTags ListSAMLProviders ListSSHPublicKeys
            ListServerCertificateTags ListServerCertificates ListServiceSpecificCredentials
            ListSigningCertificates ListUserPolicies ListUserTags ListUsers ListVirtualMFADevices
            PutAccountProperties PutGroupPolicy PutRolePermissionsBoundary PutRolePolicy
            PutUserPermissionsBoundary PutUserPolicy RejectDelegationRequest
            RemoveClientIDFromOpenIDConnectProvider RemoveRoleFromInstanceProfile RemoveUserFromGroup
            ResetServiceSpecificCredential ResyncMFADevice SendDelegationToken SetDefaultPolicyVersion
            SetSecurityTokenServicePreferences SimulateCustomPolicy SimulatePrincipalPolicy
            TagInstanceProfile TagMFADevice TagOpenIDConnectProvider TagPolicy TagRole TagSAMLProvider
            TagServerCertificate TagUser UntagInstanceProfile UntagMFADevice UntagOpenIDConnectProvider
            UntagPolicy UntagRole UntagSAMLProvider UntagServerCertificate UntagUser UpdateAccessKey
            UpdateAccountPasswordPolicy UpdateAssumeRolePolicy UpdateDelegationRequest UpdateGroup
            UpdateLoginProfile UpdateOpenIDConnectProviderThumbprint UpdateRole UpdateRoleDescription
            UpdateSAMLProvider UpdateSSHPublicKey UpdateServerCertificate UpdateServiceSpecificCredential
            UpdateSigningCertificate UpdateUser UploadSSHPublicKey UploadServerCertificate
            UploadSigningCertificate
            """;

        private static final String STS = """
            AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot DecodeAuthorizationMessage
            GetAccessKeyInfo GetCallerIdentity GetDelegatedAccessToken GetFederationToken GetSessionToken
            GetWebIdentityToken
            """;

        private static final String CLOUD_TRAIL = """
            AddTags CreateTrail DeleteTrail DescribeTrails GetEventSelectors GetTrail GetTrailStatus
            ListPublicKeys ListTags ListTrails LookupEvents PutEventSelectors RemoveTags StartLogging
            StopLogging UpdateTrail
            """;

        private Names() {}
    }
}
