package dev.trent.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.TestServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.kms.KmsClient;

/// IAM through the front door, as the AWS SDK sees it.
class IamTest {
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
    private static final String ALLOW_IAM_READ = policy("Allow", "iam:Get*", "*");

    private TestServer server;
    private IamClient iam;

    @BeforeEach
    void start(@TempDir Path data) {
        server = TestServer.start(data);
        iam = server.iam(TestServer.ACCOUNT);
    }

    @AfterEach
    void stop() {
        iam.close();
        server.close();
    }

    private static String policy(String effect, String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}]}";
    }

    private static String trust(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private User user(String name) {
        return iam.createUser(b -> b.userName(name)).user();
    }

    private IamClient as(String userName) {
        AccessKey key = iam.createAccessKey(b -> b.userName(userName)).accessKey();
        return server.iam(key.accessKeyId(), key.secretAccessKey());
    }

    private static void denied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            assertThat(refused.awsErrorDetails().errorMessage()).contains(message);
        });
    }

    @Test
    void a_user_is_made_told_renamed_and_removed() {
        User made = iam.createUser(b -> b.userName("Dana")
                        .path("/ops/")
                        .permissionsBoundary(ADMINISTRATOR)
                        .tags(Tag.builder().key("Team").value("rot und größer").build()))
                .user();
        assertThat(made.arn()).isEqualTo("arn:aws:iam::111122223333:user/ops/Dana");
        assertThat(made.userId()).matches("AIDA[A-Z2-7]{17}");
        assertThat(made.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(ADMINISTRATOR);
        assertThat(iam.getUser(b -> b.userName("Dana")).user()).isEqualTo(made);
        iam.updateUser(b -> b.userName("Dana").newUserName("Eve").newPath("/"));
        User renamed = iam.getUser(b -> b.userName("Eve")).user();
        assertThat(renamed.userId()).isEqualTo(made.userId());
        assertThat(renamed.arn()).isEqualTo("arn:aws:iam::111122223333:user/Eve");
        iam.deleteUser(b -> b.userName("Eve"));
        assertThatThrownBy(() -> iam.getUser(b -> b.userName("Eve")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The user with name Eve cannot be found.");
    }

    @Test
    void the_caller_is_meant_where_no_name_is_given() {
        User root = iam.getUser().user();
        assertThat(root.arn()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(root.userId()).isEqualTo("111122223333");
        user("dana");
        iam.putUserPolicy(b -> b.userName("dana").policyName("all").policyDocument(policy("Allow", "iam:*", "*")));
        try (IamClient dana = as("dana")) {
            assertThat(dana.getUser().user().userName()).isEqualTo("dana");
            AccessKey second = dana.createAccessKey().accessKey();
            assertThat(second.userName()).isEqualTo("dana");
            assertThat(dana.listAccessKeys().accessKeyMetadata())
                    .hasSize(2)
                    .allSatisfy(key -> assertThat(key.userName()).isEqualTo("dana"));
            assertThatThrownBy(dana::createAccessKey).hasMessageContaining("AccessKeysPerUser: 2");
            dana.deleteAccessKey(b -> b.accessKeyId(second.accessKeyId()));
        }
        AccessKey ofRoot = iam.createAccessKey().accessKey();
        try (IamClient again = server.iam(ofRoot.accessKeyId(), ofRoot.secretAccessKey())) {
            assertThat(again.getUser().user().arn()).isEqualTo(root.arn());
        }
    }

    @Test
    void a_key_that_is_made_inactive_is_refused_at_the_next_request() {
        user("dana");
        iam.attachUserPolicy(b -> b.userName("dana").policyArn(ADMINISTRATOR));
        AccessKey key = iam.createAccessKey(b -> b.userName("dana")).accessKey();
        try (KmsClient kms = server.client(key.accessKeyId(), key.secretAccessKey(), TestServer.REGION);
                IamClient dana = server.iam(key.accessKeyId(), key.secretAccessKey())) {
            for (int i = 0; i < 5; i++) {
                kms.listKeys();
                iam.updateAccessKey(
                        b -> b.userName("dana").accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
                assertThatThrownBy(kms::listKeys)
                        .isInstanceOfSatisfying(
                                AwsServiceException.class,
                                refused -> assertThat(refused.awsErrorDetails().errorCode())
                                        .isEqualTo("UnrecognizedClientException"));
                assertThatThrownBy(dana::listUsers)
                        .isInstanceOfSatisfying(
                                AwsServiceException.class,
                                refused -> assertThat(refused.awsErrorDetails().errorCode())
                                        .isEqualTo("InvalidClientTokenId"));
                iam.updateAccessKey(
                        b -> b.userName("dana").accessKeyId(key.accessKeyId()).status(StatusType.ACTIVE));
            }
            iam.deleteAccessKey(b -> b.userName("dana").accessKeyId(key.accessKeyId()));
            assertThatThrownBy(kms::listKeys).hasMessageContaining("security token");
        }
    }

    @Test
    void rights_come_and_go_with_policies_groups_and_boundaries() {
        user("dana");
        iam.createGroup(b -> b.groupName("readers"));
        iam.putGroupPolicy(b -> b.groupName("readers").policyName("read").policyDocument(ALLOW_IAM_READ));
        try (IamClient dana = as("dana")) {
            denied(
                    dana::getUser,
                    "User: arn:aws:iam::111122223333:user/dana is not authorized to perform: iam:GetUser on resource:"
                            + " arn:aws:iam::111122223333:user/dana because no identity-based policy allows");
            iam.addUserToGroup(b -> b.groupName("readers").userName("dana"));
            dana.getUser();
            iam.putUserPermissionsBoundary(b ->
                    b.userName("dana").permissionsBoundary("arn:aws:iam::aws:policy/AWSKeyManagementServicePowerUser"));
            denied(dana::getUser, "iam:GetUser");
            iam.deleteUserPermissionsBoundary(b -> b.userName("dana"));
            dana.getUser();
            iam.removeUserFromGroup(b -> b.groupName("readers").userName("dana"));
            denied(dana::getUser, "iam:GetUser");
        }
    }

    @Test
    void who_has_no_right_is_not_told_what_exists() {
        user("dana");
        user("eve");
        try (IamClient dana = as("dana")) {
            String existing = refusal(() -> dana.getUser(b -> b.userName("eve")));
            String missing = refusal(() -> dana.getUser(b -> b.userName("nobody")));
            assertThat(missing.replace("nobody", "eve")).isEqualTo(existing);
            assertThat(refusal(() -> dana.createUser(b -> b.userName("eve")))).startsWith("User: ");
        }
    }

    private static String refusal(Runnable call) {
        try {
            call.run();
            throw new AssertionError("not refused");
        } catch (AwsServiceException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            return refused.awsErrorDetails().errorMessage();
        }
    }

    @Test
    void a_delegate_makes_only_users_with_the_boundary() {
        user("dana");
        iam.putUserPolicy(b -> b.userName("dana")
                .policyName("delegate")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "[\"iam:CreateUser\",\"iam:AttachUserPolicy\"],\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
                        + "{\"iam:PermissionsBoundary\":\"arn:aws:iam::aws:policy/ReadOnlyAccess\"}}}]}"));
        try (IamClient dana = as("dana")) {
            denied(() -> dana.createUser(b -> b.userName("free")), "iam:CreateUser");
            denied(() -> dana.createUser(b -> b.userName("free").permissionsBoundary(ADMINISTRATOR)), "iam:CreateUser");
            dana.createUser(b -> b.userName("bound").permissionsBoundary("arn:aws:iam::aws:policy/ReadOnlyAccess"));
            dana.attachUserPolicy(b -> b.userName("bound").policyArn(ADMINISTRATOR));
            denied(
                    () -> dana.attachUserPolicy(b -> b.userName("dana").policyArn(ADMINISTRATOR)),
                    "iam:AttachUserPolicy");
            denied(
                    () -> dana.createUser(b -> b.userName("tagged")
                            .permissionsBoundary("arn:aws:iam::aws:policy/ReadOnlyAccess")
                            .tags(Tag.builder().key("a").value("b").build())),
                    "iam:TagUser");
        }
    }

    @Test
    void conditions_see_tags_and_policies() {
        user("dana");
        iam.createUser(b ->
                b.userName("red").tags(Tag.builder().key("Team").value("red").build()));
        user("blue");
        iam.putUserPolicy(b -> b.userName("dana")
                .policyName("delegate")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                        + "\"iam:AttachUserPolicy\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
                        + "{\"aws:ResourceTag/Team\":\"red\"},\"ArnEquals\":{\"iam:PolicyARN\":"
                        + "\"arn:aws:iam::aws:policy/ReadOnlyAccess\"}}},{\"Effect\":\"Allow\",\"Action\":\"iam:TagUser\","
                        + "\"Resource\":\"arn:aws:iam::111122223333:user/red\",\"Condition\":{\"StringEquals\":"
                        + "{\"aws:RequestTag/Team\":\"green\"}}}]}"));
        try (IamClient dana = as("dana")) {
            dana.attachUserPolicy(b -> b.userName("red").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"));
            denied(
                    () -> dana.attachUserPolicy(b -> b.userName("red").policyArn(ADMINISTRATOR)),
                    "iam:AttachUserPolicy");
            denied(
                    () -> dana.attachUserPolicy(
                            b -> b.userName("blue").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess")),
                    "iam:AttachUserPolicy");
            denied(
                    () -> dana.tagUser(b -> b.userName("red")
                            .tags(Tag.builder().key("Team").value("blue").build())),
                    "iam:TagUser");
            dana.tagUser(b -> b.userName("red")
                    .tags(Tag.builder().key("team").value("green").build()));
        }
        assertThat(iam.listUserTags(b -> b.userName("red")).tags())
                .containsExactly(Tag.builder().key("team").value("green").build());
        iam.untagUser(b -> b.userName("red").tagKeys("TEAM"));
        assertThat(iam.listUserTags(b -> b.userName("red")).tags()).isEmpty();
    }

    @Test
    void a_user_who_gets_the_name_of_another_inherits_nothing() {
        User first = user("dana");
        iam.createRole(b -> b.roleName("writer").assumeRolePolicyDocument(trust(first.arn())));
        iam.attachUserPolicy(b -> b.userName("dana").policyArn(ADMINISTRATOR));
        iam.detachUserPolicy(b -> b.userName("dana").policyArn(ADMINISTRATOR));
        iam.deleteUser(b -> b.userName("dana"));
        user("dana");
        String shown = decoded(iam.getRole(b -> b.roleName("writer")).role().assumeRolePolicyDocument());
        assertThat(shown).contains(first.userId()).doesNotContain("user/dana");
        assertThatThrownBy(() ->
                        iam.updateAssumeRolePolicy(b -> b.roleName("writer").policyDocument(trust(first.userId()))))
                .hasMessageContaining("Invalid principal in policy: \"AWS\":\"" + first.userId() + "\"");
        try (IamClient dana = as("dana")) {
            denied(dana::getUser, "iam:GetUser");
        }
    }

    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    @Test
    void a_role_tells_its_trust_policy_with_present_names() {
        User dana = user("dana");
        Role role = iam.createRole(b -> b.roleName("writer")
                        .path("/apps/")
                        .description("writes")
                        .maxSessionDuration(7200)
                        .assumeRolePolicyDocument(trust(dana.arn())))
                .role();
        assertThat(role.roleId()).startsWith("AROA");
        assertThat(role.maxSessionDuration()).isEqualTo(7200);
        assertThat(role.assumeRolePolicyDocument()).startsWith("%7B%22Version%22%3A");
        assertThat(decoded(role.assumeRolePolicyDocument())).isEqualTo(trust(dana.arn()));
        iam.updateUser(b -> b.userName("dana").newUserName("eve"));
        assertThat(decoded(iam.listRoles().roles().getFirst().assumeRolePolicyDocument()))
                .isEqualTo(trust("arn:aws:iam::111122223333:user/eve"));
        iam.updateRole(b -> b.roleName("writer").maxSessionDuration(3600));
        assertThat(iam.updateRoleDescription(b -> b.roleName("writer").description("reads"))
                        .role()
                        .description())
                .isEqualTo("reads");
        assertThat(iam.listInstanceProfilesForRole(b -> b.roleName("writer")).instanceProfiles())
                .isEmpty();
        iam.putRolePolicy(b -> b.roleName("writer").policyName("p").policyDocument(ALLOW_IAM_READ));
        assertThat(decoded(iam.getRolePolicy(b -> b.roleName("writer").policyName("p"))
                        .policyDocument()))
                .isEqualTo(ALLOW_IAM_READ);
        assertThatThrownBy(() -> iam.deleteRole(b -> b.roleName("writer"))).isInstanceOf(DeleteConflictException.class);
        iam.deleteRolePolicy(b -> b.roleName("writer").policyName("p"));
        iam.deleteRole(b -> b.roleName("writer"));
    }

    @Test
    void a_managed_policy_lives_in_versions() {
        Policy policy = iam.createPolicy(b ->
                        b.policyName("Read").path("/team/").description("reads").policyDocument(ALLOW_IAM_READ))
                .policy();
        assertThat(policy.arn()).isEqualTo("arn:aws:iam::111122223333:policy/team/Read");
        assertThat(policy.policyId()).startsWith("ANPA");
        for (int i = 2; i <= 5; i++) {
            iam.createPolicyVersion(b -> b.policyArn(policy.arn()).policyDocument(policy("Deny", "iam:*", "*")));
        }
        assertThatThrownBy(() ->
                        iam.createPolicyVersion(b -> b.policyArn(policy.arn()).policyDocument(ALLOW_IAM_READ)))
                .hasMessageContaining("A managed policy can have up to 5 versions.");
        user("dana");
        iam.attachUserPolicy(b -> b.userName("dana").policyArn(policy.arn()));
        try (IamClient dana = as("dana")) {
            dana.getUser();
            iam.setDefaultPolicyVersion(b -> b.policyArn(policy.arn()).versionId("v3"));
            denied(dana::getUser, "with an explicit deny");
        }
        assertThat(iam.listPolicyVersions(b -> b.policyArn(policy.arn())).versions())
                .extracting(version -> version.versionId())
                .containsExactly("v5", "v4", "v3", "v2", "v1");
        assertThat(decoded(iam.getPolicyVersion(b -> b.policyArn(policy.arn()).versionId("v1"))
                        .policyVersion()
                        .document()))
                .isEqualTo(ALLOW_IAM_READ);
        assertThat(iam.listEntitiesForPolicy(b -> b.policyArn(policy.arn())).policyUsers())
                .extracting(user -> user.userName())
                .containsExactly("dana");
        assertThat(iam.listPolicies(b -> b.onlyAttached(true)).policies())
                .extracting(Policy::policyName)
                .containsExactly("Read");
        assertThat(iam.listPolicies(b -> b.scope(PolicyScopeType.AWS)).policies())
                .hasSize(6);
        denied(() -> iam.deletePolicy(b -> b.policyArn(ADMINISTRATOR)), "Policy is outside your own account.");
        assertThat(iam.listAttachedUserPolicies(b -> b.userName("dana")).attachedPolicies())
                .hasSize(1);
    }

    @Test
    void lists_go_on_where_a_page_ended() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            made.add(user("user-%02d".formatted(i)).userName());
        }
        List<String> listed = new ArrayList<>();
        iam.listUsersPaginator(b -> b.maxItems(10)).users().forEach(user -> listed.add(user.userName()));
        assertThat(listed).isEqualTo(made);
        ListUsersResponse first = iam.listUsers(b -> b.maxItems(10));
        assertThat(first.isTruncated()).isTrue();
        assertThatThrownBy(() -> iam.listRoles(b -> b.marker(first.marker()))).hasMessageContaining("Invalid Marker.");
    }

    @Test
    void the_account_is_told_as_a_whole() {
        user("dana");
        iam.createGroup(b -> b.groupName("ops"));
        iam.addUserToGroup(b -> b.groupName("ops").userName("dana"));
        iam.createRole(b -> b.roleName("writer").assumeRolePolicyDocument(trust("111122223333")));
        iam.createPolicy(b -> b.policyName("Read").policyDocument(ALLOW_IAM_READ));
        iam.createAccountAlias(b -> b.accountAlias("acme"));
        assertThat(iam.listAccountAliases().accountAliases()).containsExactly("acme");
        assertThat(iam.getAccountSummary().summaryMap())
                .containsEntry(SummaryKeyType.USERS, 1)
                .containsEntry(SummaryKeyType.ROLES, 1)
                .containsEntry(SummaryKeyType.POLICIES, 1)
                .containsEntry(SummaryKeyType.ACCESS_KEYS_PER_USER_QUOTA, 2);
        GetAccountAuthorizationDetailsResponse details = iam.getAccountAuthorizationDetails();
        assertThat(details.userDetailList().getFirst().groupList()).containsExactly("ops");
        assertThat(decoded(details.roleDetailList().getFirst().assumeRolePolicyDocument()))
                .isEqualTo(trust("arn:aws:iam::111122223333:root"));
        assertThat(details.policies()).hasSize(7);
        int items = iam
                .getAccountAuthorizationDetailsPaginator(
                        b -> b.maxItems(1).filter(EntityType.USER, EntityType.GROUP, EntityType.LOCAL_MANAGED_POLICY))
                .stream()
                .mapToInt(page -> page.userDetailList().size()
                        + page.groupDetailList().size()
                        + page.policies().size())
                .sum();
        assertThat(items).isEqualTo(3);
        iam.generateCredentialReport();
        assertThat(iam.generateCredentialReport().stateAsString()).isEqualTo("COMPLETE");
        assertThat(iam.getCredentialReport().content().asUtf8String())
                .contains("\n<root_account>,arn:aws:iam::111122223333:root,")
                .contains("\ndana,arn:aws:iam::111122223333:user/dana,");
        iam.deleteAccountAlias(b -> b.accountAlias("acme"));
        assertThat(iam.listAccountAliases().accountAliases()).isEmpty();
    }

    /// The details of all entities are read together, and must be assigned to the right entity.
    @Test
    void what_belongs_to_each_is_told_of_it_alone() {
        for (String name : List.of("b", "a", "none")) {
            user("user-" + name);
            iam.createGroup(b -> b.groupName("group-" + name));
            iam.createRole(b -> b.roleName("role-" + name).assumeRolePolicyDocument(trust("111122223333")));
        }
        String own = iam.createPolicy(b -> b.policyName("Own").policyDocument(ALLOW_IAM_READ))
                .policy()
                .arn();
        iam.createPolicyVersion(b -> b.policyArn(own).policyDocument(policy("Allow", "kms:*", "*")));
        for (String name : List.of("a", "b")) {
            for (String policy : List.of("2-" + name, "1-" + name)) {
                iam.putUserPolicy(
                        b -> b.userName("user-" + name).policyName(policy).policyDocument(ALLOW_IAM_READ));
                iam.putGroupPolicy(
                        b -> b.groupName("group-" + name).policyName(policy).policyDocument(ALLOW_IAM_READ));
                iam.putRolePolicy(
                        b -> b.roleName("role-" + name).policyName(policy).policyDocument(ALLOW_IAM_READ));
                Tag tag = Tag.builder().key(policy).value(name).build();
                iam.tagUser(b -> b.userName("user-" + name).tags(tag));
                iam.tagRole(b -> b.roleName("role-" + name).tags(tag));
            }
            iam.addUserToGroup(b -> b.groupName("group-" + name).userName("user-" + name));
            iam.createAccessKey(b -> b.userName("user-" + name));
        }
        iam.attachUserPolicy(b -> b.userName("user-a").policyArn(own));
        iam.attachUserPolicy(b -> b.userName("user-a").policyArn(ADMINISTRATOR));
        iam.attachGroupPolicy(b -> b.groupName("group-b").policyArn(own));
        iam.attachRolePolicy(b -> b.roleName("role-b").policyArn(ADMINISTRATOR));

        GetAccountAuthorizationDetailsResponse details = iam.getAccountAuthorizationDetails();
        assertThat(details.userDetailList())
                .extracting(user -> user.userName() + " "
                        + user.userPolicyList().stream()
                                .map(PolicyDetail::policyName)
                                .toList()
                        + names(user.attachedManagedPolicies()) + user.groupList()
                        + user.tags().stream().map(Tag::key).toList())
                .containsExactly(
                        "user-a [1-a, 2-a][AdministratorAccess, Own][group-a][2-a, 1-a]",
                        "user-b [1-b, 2-b][][group-b][2-b, 1-b]",
                        "user-none [][][][]");
        assertThat(details.groupDetailList())
                .extracting(group -> group.groupName() + " "
                        + group.groupPolicyList().stream()
                                .map(PolicyDetail::policyName)
                                .toList()
                        + names(group.attachedManagedPolicies()))
                .containsExactly("group-a [1-a, 2-a][]", "group-b [1-b, 2-b][Own]", "group-none [][]");
        assertThat(details.roleDetailList())
                .extracting(role -> role.roleName() + " "
                        + role.rolePolicyList().stream()
                                .map(PolicyDetail::policyName)
                                .toList()
                        + names(role.attachedManagedPolicies())
                        + role.tags().stream().map(Tag::key).toList())
                .containsExactly(
                        "role-a [1-a, 2-a][][2-a, 1-a]",
                        "role-b [1-b, 2-b][AdministratorAccess][2-b, 1-b]",
                        "role-none [][][]");
        assertThat(details.policies())
                .filteredOn(policy -> policy.attachmentCount() > 0)
                .extracting(policy -> policy.policyName()
                        + policy.attachmentCount()
                        + policy.policyVersionList().stream()
                                .map(PolicyVersion::versionId)
                                .toList())
                .containsExactlyInAnyOrder("Own2[v2, v1]", "AdministratorAccess2[v1]");

        iam.generateCredentialReport();
        assertThat(iam.getCredentialReport().content().asUtf8String().lines())
                .anyMatch(line -> line.matches("user-a,.*,false,true,[^,]*Z,N/A,N/A,N/A,false,N/A,.*"))
                .anyMatch(line -> line.matches("user-b,.*,false,true,[^,]*Z,N/A,N/A,N/A,false,N/A,.*"))
                .anyMatch(line -> line.matches("user-none,.*,false,false,N/A,N/A,N/A,N/A,false,N/A,.*"));
    }

    private static List<String> names(List<AttachedPolicy> attached) {
        return attached.stream().map(AttachedPolicy::policyName).toList();
    }

    @Test
    void the_last_use_of_a_key_is_told() {
        user("dana");
        AccessKey key = iam.createAccessKey(b -> b.userName("dana")).accessKey();
        assertThat(iam.getAccessKeyLastUsed(b -> b.accessKeyId(key.accessKeyId()))
                        .accessKeyLastUsed()
                        .serviceName())
                .isEqualTo("N/A");
        try (KmsClient kms = server.client(key.accessKeyId(), key.secretAccessKey(), "eu-west-3")) {
            assertThatThrownBy(kms::listKeys).isInstanceOf(AwsServiceException.class);
        }
        assertThat(iam.getAccessKeyLastUsed(b -> b.accessKeyId(key.accessKeyId())))
                .satisfies(used -> {
                    assertThat(used.userName()).isEqualTo("dana");
                    assertThat(used.accessKeyLastUsed().serviceName()).isEqualTo("kms");
                    assertThat(used.accessKeyLastUsed().region()).isEqualTo("eu-west-3");
                });
        try (IamClient stranger = server.iam("444455556666")) {
            assertThatThrownBy(() -> stranger.getAccessKeyLastUsed(b -> b.accessKeyId(key.accessKeyId())))
                    .isInstanceOf(NoSuchEntityException.class);
        }
    }

    @Test
    void accounts_do_not_see_each_other() {
        user("dana");
        Policy policy = iam.createPolicy(b -> b.policyName("Read").policyDocument(ALLOW_IAM_READ))
                .policy();
        try (IamClient stranger = server.iam("444455556666")) {
            assertThat(stranger.listUsers().users()).isEmpty();
            assertThatThrownBy(() -> stranger.getUser(b -> b.userName("dana")))
                    .isInstanceOf(NoSuchEntityException.class);
            assertThatThrownBy(() -> stranger.getPolicy(b -> b.policyArn(policy.arn())))
                    .isInstanceOf(NoSuchEntityException.class);
            stranger.createUser(b -> b.userName("dana"));
            assertThatThrownBy(() -> stranger.createUser(b -> b.userName("DANA")))
                    .isInstanceOf(EntityAlreadyExistsException.class)
                    .hasMessageContaining("User with name DANA already exists.");
            assertThatThrownBy(() ->
                            stranger.attachUserPolicy(b -> b.userName("dana").policyArn(policy.arn())))
                    .hasMessageContaining("Policy " + policy.arn() + " does not exist or is not attachable.");
        }
    }

    @Test
    void records_name_what_was_done_and_no_secret(@TempDir Path data) throws Exception {
        String secret;
        try (TestServer own = TestServer.start(data);
                IamClient client = own.iam(TestServer.ACCOUNT)) {
            client.createUser(b -> b.userName("dana"));
            secret = client.createAccessKey(b -> b.userName("dana")).accessKey().secretAccessKey();
        }
        StringBuilder journal = new StringBuilder();
        try (var files = java.nio.file.Files.walk(data)) {
            for (Path file : files.filter(java.nio.file.Files::isRegularFile).toList()) {
                String text = java.nio.file.Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(text).as(file.toString()).doesNotContain(secret);
                journal.append(text.contains("\"eventName\":\"CreateAccessKey\"") ? text : "");
            }
        }
        assertThat(journal)
                .contains("\"eventSource\":\"iam.amazonaws.com\"", "\"awsRegion\":\"us-east-1\"")
                .contains("\"apiVersion\":\"2010-05-08\"", "\"responseElements\":{\"accessKey\":{\"userName\":\"dana\"")
                .contains("\"responseElements\":{\"user\":{\"path\":\"/\",\"userName\":\"dana\"");
    }

    /// Terraform's `aws_iam_user` asks for all of these before it deletes a user with `force_destroy`.
    @Test
    void a_user_has_none_of_what_trent_does_not_have() {
        iam.createUser(b -> b.userName("bare"));
        assertThat(iam.listMFADevices(b -> b.userName("bare")).mfaDevices()).isEmpty();
        assertThat(iam.listVirtualMFADevices(b -> b.assignmentStatus("Assigned"))
                        .virtualMFADevices())
                .isEmpty();
        assertThat(iam.listSSHPublicKeys(b -> b.userName("bare")).sshPublicKeys())
                .isEmpty();
        assertThat(iam.listSigningCertificates(b -> b.userName("bare")).certificates())
                .isEmpty();
        assertThat(iam.listServiceSpecificCredentials(b -> b.userName("bare")).serviceSpecificCredentials())
                .isEmpty();
        assertThatThrownBy(() -> iam.getLoginProfile(b -> b.userName("bare")))
                .isInstanceOf(NoSuchEntityException.class);
        assertThatThrownBy(() -> iam.deleteLoginProfile(b -> b.userName("bare")))
                .isInstanceOf(NoSuchEntityException.class);
        iam.deleteUser(b -> b.userName("bare"));
    }
}
