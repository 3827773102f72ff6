package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.AccessKeys.Owner;
import dev.trent.identity.Attachments;
import dev.trent.identity.Directory;
import dev.trent.identity.Entities;
import dev.trent.identity.EntityKind;
import dev.trent.identity.InlinePolicies;
import dev.trent.identity.ManagedPolicies;
import dev.trent.identity.Memberships;
import dev.trent.identity.MfaDevices;
import dev.trent.identity.Roles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Returns how many entities of each kind the account has, and how many it may have.
///
/// Source:
/// [GetAccountSummary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html).
final class GetAccountSummary implements Reading<GetAccountSummary.Request, GetAccountSummary.Response> {

    /// The entries for features that Trent does not have: its root users have neither password nor second factor.
    private static final List<String> NOT_BUILT = List.of(
            "AccountMFAEnabled",
            "AccountPasswordPresent",
            "AccountSigningCertificatesPresent",
            "InstanceProfiles",
            "InstanceProfilesQuota",
            "Providers",
            "ServerCertificates",
            "ServerCertificatesQuota",
            "SigningCertificatesPerUserQuota");
    private static final int GLOBAL_ENDPOINT_TOKEN_VERSION = 2;

    private final IamRights rights;
    private final Directory directory;

    /// The request. It has no members.
    public record Request() {}

    /// The answer.
    public record Response(Map<String, String> summaryMap) {}

    GetAccountSummary(IamRights rights, Directory directory) {
        this.rights = rights;
        this.directory = directory;
    }

    /// Errors: AccessDenied.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, "GetAccountSummary");
        String account = IamRights.account(call);
        Map<String, String> summary = new TreeMap<>();
        counts(account).forEach((name, count) -> summary.put(name, Long.toString(count)));
        quotas().forEach((name, quota) -> summary.put(name, Integer.toString(quota)));
        NOT_BUILT.forEach(name -> summary.put(name, "0"));
        return new Response(summary);
    }

    private Map<String, Long> counts(String account) {
        Entities entities = directory.entities();
        MfaDevices devices = directory.mfaDevices();
        Owner root = new Owner(account, null);
        return Map.of(
                "Users", entities.count(EntityKind.USER, account),
                "Groups", entities.count(EntityKind.GROUP, account),
                "Roles", entities.count(EntityKind.ROLE, account),
                "Policies", entities.count(EntityKind.POLICY, account),
                "PolicyVersionsInUse", directory.policies().countVersions(account),
                "MFADevices", devices.count(account, false),
                "MFADevicesInUse", devices.count(account, true),
                "AccountAccessKeysPresent",
                        (long) directory.accessKeys().list(root).size());
    }

    private static Map<String, Integer> quotas() {
        Map<String, Integer> quotas = new TreeMap<>();
        quotas.put("UsersQuota", EntityKind.USER.perAccountMax());
        quotas.put("GroupsQuota", EntityKind.GROUP.perAccountMax());
        quotas.put("RolesQuota", EntityKind.ROLE.perAccountMax());
        quotas.put("PoliciesQuota", EntityKind.POLICY.perAccountMax());
        quotas.put("UserPolicySizeQuota", InlinePolicies.sizeMax(EntityKind.USER));
        quotas.put("GroupPolicySizeQuota", InlinePolicies.sizeMax(EntityKind.GROUP));
        quotas.put("RolePolicySizeQuota", InlinePolicies.sizeMax(EntityKind.ROLE));
        quotas.put("AssumeRolePolicySizeQuota", Roles.TRUST_SIZE_MAX);
        quotas.put("PolicySizeQuota", ManagedPolicies.SIZE_MAX);
        quotas.put("VersionsPerPolicyQuota", ManagedPolicies.VERSIONS_MAX);
        quotas.put("PolicyVersionsInUseQuota", EntityKind.POLICY.perAccountMax() * ManagedPolicies.VERSIONS_MAX);
        quotas.put("GroupsPerUserQuota", Memberships.GROUPS_PER_USER_MAX);
        quotas.put("AccessKeysPerUserQuota", AccessKeys.KEYS_PER_USER_MAX);
        quotas.put("AttachedPoliciesPerUserQuota", Attachments.POLICIES_PER_ENTITY_MAX);
        quotas.put("AttachedPoliciesPerGroupQuota", Attachments.POLICIES_PER_ENTITY_MAX);
        quotas.put("AttachedPoliciesPerRoleQuota", Attachments.POLICIES_PER_ENTITY_MAX);
        quotas.put("GlobalEndpointTokenVersion", GLOBAL_ENDPOINT_TOKEN_VERSION);
        return quotas;
    }
}
