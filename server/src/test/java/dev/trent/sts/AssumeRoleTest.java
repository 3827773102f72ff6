package dev.trent.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.sts.World.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/// Who may assume which role, and which policies, tags and durations a caller may pass. Uses the front door and
/// the AWS SDK.
class AssumeRoleTest {
    private static TestServer server;
    private static long accounts = 200_000_000_000L;

    private World here;
    private World there;
    private AwsCredentials ann;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        here = new World(server, Long.toString(accounts++));
        there = new World(server, Long.toString(accounts++));
        ann = here.user("ann");
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private static Refusal denied(String caller, String action, String role, String reason) {
        return new Refusal(
                403,
                "AccessDenied",
                "User: " + caller + " is not authorized to perform: " + action + " on resource: " + role + reason);
    }

    private Refusal annDenied(String role, String reason) {
        return denied(here.userArn("ann"), "sts:AssumeRole", role, reason);
    }

    private static final String NO_IDENTITY = " because no identity-based policy allows the sts:AssumeRole action";

    private static Refusal invalid(String message) {
        return new Refusal(400, "ValidationError", message);
    }

    private static Refusal badValue(String message) {
        return new Refusal(400, "InvalidParameterValue", message);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    // Who may

    @Test
    void a_user_whom_the_trust_policy_names_needs_nothing_more() {
        String role = here.role("writer", here.userArn("ann"));
        AwsCredentials session = here.assume(ann, role);
        assertThat(session.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(session.secretAccessKey()).hasSize(40);
        String roleId = here.iam.getRole(r -> r.roleName("writer")).role().roleId();
        var identity = here.sts(session, sts -> sts.getCallerIdentity());
        assertThat(identity.account()).isEqualTo(here.account);
        assertThat(identity.arn()).isEqualTo("arn:aws:sts::" + here.account + ":assumed-role/writer/batch-7");
        assertThat(identity.userId()).isEqualTo(roleId + ":batch-7");
    }

    @Test
    void the_answer_names_the_session() {
        String role = here.role("writer", here.userArn("ann"));
        here.sts(ann, sts -> {
            var answer = sts.assumeRole(r -> r.roleArn(role).roleSessionName("batch-7"));
            assertThat(answer.assumedRoleUser().arn())
                    .isEqualTo("arn:aws:sts::" + here.account + ":assumed-role/writer/batch-7");
            assertThat(answer.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{17}:batch-7");
            assertThat(answer.getValueForField("PackedPolicySize", Integer.class))
                    .isEmpty();
            assertThat(answer.sourceIdentity()).isNull();
            assertThat(answer.credentials().expiration())
                    .isBetween(
                            java.time.Instant.now().plusSeconds(3500),
                            java.time.Instant.now().plusSeconds(3601));
            return answer;
        });
    }

    @Test
    void a_user_whose_account_the_trust_policy_names_needs_a_policy_too() {
        String role = here.role("writer", here.delegation());
        assertThat(here.refusedToAssume(ann, role)).isEqualTo(annDenied(role, NO_IDENTITY));
        here.userPolicy("ann", "Allow", "sts:AssumeRole", role);
        assertThat(here.refusedToAssume(ann, role)).isNull();
    }

    @Test
    void a_user_of_another_account_needs_both_sides() {
        String role = there.role("writer", here.delegation());
        String named = there.role("named", here.userArn("ann"));
        String closed = there.role("closed", there.delegation());
        assertThat(here.refusedToAssume(ann, role)).isEqualTo(annDenied(role, NO_IDENTITY));
        assertThat(here.refusedToAssume(ann, named)).isEqualTo(annDenied(named, NO_IDENTITY));
        here.userPolicy("ann", "Allow", "sts:AssumeRole", "*");
        assertThat(here.refusedToAssume(ann, role)).isNull();
        assertThat(here.refusedToAssume(ann, named)).isNull();
        assertThat(here.refusedToAssume(ann, closed)).isEqualTo(annDenied(closed, ""));
    }

    @Test
    void a_missing_role_is_refused_as_a_forbidden_one_is() {
        String closed = here.role("closed", there.delegation());
        for (String name : List.of("closed", "missing")) {
            assertThat(here.refusedToAssume(ann, here.roleArn(name)))
                    .isEqualTo(annDenied(here.roleArn(name), NO_IDENTITY));
        }
        String foreign = there.role("closed", there.delegation());
        here.userPolicy("ann", "Allow", "sts:AssumeRole", "*");
        for (String arn : List.of(closed, here.roleArn("missing"), foreign, there.roleArn("missing"))) {
            assertThat(here.refusedToAssume(ann, arn)).isEqualTo(annDenied(arn, ""));
        }
        here.userPolicy("ann", "Deny", "sts:AssumeRole", "*");
        for (String arn : List.of(closed, here.roleArn("missing"), foreign, there.roleArn("missing"))) {
            assertThat(here.refusedToAssume(ann, arn))
                    .isEqualTo(annDenied(arn, " with an explicit deny in an identity-based policy"));
        }
    }

    @Test
    void the_path_belongs_to_the_arn_of_a_role_and_not_to_that_of_its_session() {
        here.iam.createRole(r -> r.roleName("writer")
                .path("/apps/")
                .assumeRolePolicyDocument(World.document(World.allowing(here.userArn("ann")))));
        AwsCredentials session = here.assume(ann, here.roleArn("apps/writer"));
        assertThat(here.arnOf(session)).isEqualTo("arn:aws:sts::" + here.account + ":assumed-role/writer/batch-7");
        assertThat(here.refusedToAssume(ann, here.roleArn("writer")))
                .isEqualTo(annDenied(here.roleArn("writer"), NO_IDENTITY));
    }

    @Test
    void a_root_user_assumes_nothing() {
        String role = here.role("writer", here.delegation());
        Refusal refusal = new Refusal(403, "AccessDenied", "Roles may not be assumed by root accounts.");
        assertThat(here.refusedToAssume(here.root(), role)).isEqualTo(refusal);
        assertThat(there.refusedToAssume(there.root(), role)).isEqualTo(refusal);
        assertThat(here.refusedToAssume(here.root(), here.roleArn("missing"))).isEqualTo(refusal);
    }

    @Test
    void a_deny_in_the_trust_policy_is_told_at_home_alone() {
        String statements =
                World.allowing("*") + ",{'Effect':'Deny','Principal':{'AWS':'*'},'Action':'sts:AssumeRole'}";
        String role = here.roleOf("writer", statements);
        String foreign = there.roleOf("writer", statements);
        here.userPolicy("ann", "Allow", "sts:AssumeRole", "*");
        assertThat(here.refusedToAssume(ann, role))
                .isEqualTo(annDenied(role, " with an explicit deny in the role trust policy"));
        assertThat(here.refusedToAssume(ann, foreign)).isEqualTo(annDenied(foreign, ""));
    }

    @Test
    void a_deny_of_the_caller_beats_the_trust_policy_that_names_it() {
        String role = here.role("writer", here.userArn("ann"));
        here.userPolicy("ann", "Deny", "sts:*", "*");
        assertThat(here.refusedToAssume(ann, role))
                .isEqualTo(annDenied(role, " with an explicit deny in an identity-based policy"));
    }

    @Test
    void a_boundary_without_the_action_limits_what_the_account_is_trusted_with() {
        String boundary = here.iam
                .createPolicy(r ->
                        r.policyName("limits").policyDocument(World.document(World.statement("Allow", "kms:*", "*"))))
                .policy()
                .arn();
        here.iam.putUserPermissionsBoundary(r -> r.userName("ann").permissionsBoundary(boundary));
        here.userPolicy("ann", "Allow", "sts:AssumeRole", "*");
        String delegated = here.role("delegated", here.delegation());
        String named = here.role("named", here.userArn("ann"));
        assertThat(here.refusedToAssume(ann, delegated))
                .isEqualTo(annDenied(delegated, " because no permissions boundary allows the sts:AssumeRole action"));
        assertThat(here.refusedToAssume(ann, named)).isNull();
    }

    @Test
    void a_role_that_the_trust_policy_names_is_cut_by_its_session_policy_and_its_session_is_not() {
        String first = here.role("first", here.userArn("ann"));
        String byRole = here.role("by-role", first);
        String session = "arn:aws:sts::" + here.account + ":assumed-role/first/batch-7";
        String bySession = here.role("by-session", session);
        AwsCredentials free = here.assume(ann, first);
        AwsCredentials limited =
                here.assume(ann, first, r -> r.policy(World.document(World.statement("Allow", "kms:*", "*"))));
        assertThat(here.refusedToAssume(free, byRole)).isNull();
        assertThat(here.refusedToAssume(limited, byRole))
                .isEqualTo(denied(
                        session,
                        "sts:AssumeRole",
                        byRole,
                        " because no session policy allows the sts:AssumeRole action"));
        assertThat(here.refusedToAssume(limited, bySession)).isNull();
    }

    @Test
    void a_role_assumes_itself_only_if_its_trust_policy_names_it() {
        String role =
                here.roleOf("writer", World.allowing(here.userArn("ann")) + "," + World.allowing(here.delegation()));
        here.rolePolicy("writer", "Allow", "sts:AssumeRole", "*");
        AwsCredentials session = here.assume(ann, role);
        String arn = "arn:aws:sts::" + here.account + ":assumed-role/writer/batch-7";
        assertThat(here.refusedToAssume(session, role)).isEqualTo(denied(arn, "sts:AssumeRole", role, ""));
        here.iam.updateAssumeRolePolicy(r -> r.roleName("writer")
                .policyDocument(World.document(
                        World.allowing(here.userArn("ann")) + "," + World.allowing(here.roleArn("writer")))));
        assertThat(here.refusedToAssume(session, role)).isNull();
    }

    @Test
    void a_role_that_got_the_name_of_a_trusted_one_is_not_trusted() {
        String first = here.role("first", here.userArn("ann"));
        String second = here.role("second", first);
        assertThat(here.refusedToAssume(here.assume(ann, first), second)).isNull();
        here.iam.deleteRole(r -> r.roleName("first"));
        here.role("first", here.userArn("ann"));
        AwsCredentials impostor = here.assume(ann, first);
        assertThat(here.refusedToAssume(impostor, second))
                .isEqualTo(denied(
                        "arn:aws:sts::" + here.account + ":assumed-role/first/batch-7",
                        "sts:AssumeRole",
                        second,
                        NO_IDENTITY));
    }

    @Test
    void an_external_id_is_a_condition_and_nothing_else() {
        String role = here.roleOf(
                "writer", World.allowing(here.userArn("ann"), "'StringEquals':{'sts:ExternalId':'unique-4711'}"));
        assertThat(here.refusedToAssume(ann, role)).isEqualTo(annDenied(role, NO_IDENTITY));
        assertThat(here.refusedToAssume(ann, role, r -> r.externalId("unique-4712")))
                .isEqualTo(annDenied(role, NO_IDENTITY));
        assertThat(here.refusedToAssume(ann, role, r -> r.externalId("unique-4711")))
                .isNull();
        String unchecked = here.role("unchecked", here.userArn("ann"));
        assertThat(here.refusedToAssume(ann, unchecked, r -> r.externalId("unique-4711")))
                .isNull();
    }

    @Test
    void the_trust_policy_sees_the_name_of_the_session() {
        String role = here.roleOf(
                "writer",
                World.allowing(here.userArn("ann"), "'StringLike':{'sts:RoleSessionName':'${aws:username}-*'}"));
        assertThat(here.refusedToAssume(ann, role)).isEqualTo(annDenied(role, NO_IDENTITY));
        assertThat(here.refusedToAssume(ann, role, r -> r.roleSessionName("ann-1")))
                .isNull();
    }

    // Which role

    @Test
    void what_is_no_arn_of_a_role_is_invalid() {
        for (String arn : List.of(
                "arn:aws:iam::" + here.account + ":user/ann",
                "arn:aws:iam:eu-central-1:" + here.account + ":role/writer",
                "arn:aws:iam::12345:role/writer",
                "arn:aws-cn:iam::" + here.account + ":role/writer",
                "role/writer-of-the-account")) {
            assertThat(here.refusedToAssume(ann, arn)).isEqualTo(invalid(arn + " is invalid"));
        }
    }

    // How long

    @Test
    void a_session_lasts_at_most_as_long_as_its_role_lets_it() {
        String role = here.role("writer", here.userArn("ann"));
        assertThat(here.refusedToAssume(ann, role, r -> r.durationSeconds(7200)))
                .isNull();
        assertThat(here.refusedToAssume(ann, role, r -> r.durationSeconds(7201)))
                .isEqualTo(invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
        assertThat(here.refusedToAssume(ann, role, r -> r.durationSeconds(900))).isNull();
        assertThat(here.refusedToAssume(ann, role, r -> r.durationSeconds(899)))
                .isEqualTo(invalid("1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy"
                        + " constraint: Member must have value greater than or equal to 900"));
        assertThat(here.refusedToAssume(ann, role, r -> r.durationSeconds(43_201)))
                .isEqualTo(invalid("1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy"
                        + " constraint: Member must have value less than or equal to 43200"));
    }

    @Test
    void a_chained_session_lasts_an_hour() {
        String first = here.role("first", here.userArn("ann"));
        String second = here.role("second", first);
        AwsCredentials session = here.assume(ann, first);
        assertThat(here.refusedToAssume(session, second, r -> r.durationSeconds(3600)))
                .isNull();
        assertThat(here.refusedToAssume(session, second, r -> r.durationSeconds(3601)))
                .isEqualTo(invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
                        + " role chaining."));
    }

    @Test
    void the_longest_session_of_a_role_is_not_told_to_who_may_not_assume_it() {
        String role = here.role("writer", there.delegation());
        assertThat(here.refusedToAssume(ann, role, r -> r.durationSeconds(43_200)))
                .isEqualTo(annDenied(role, NO_IDENTITY));
    }

    // Session policies

    @Test
    void a_session_policy_takes_away_and_gives_nothing() {
        String role = here.role("writer", here.userArn("ann"));
        here.rolePolicy("writer", "Allow", "kms:List*", "*");
        AwsCredentials free = here.assume(ann, role);
        assertThat(here.refusal(() -> here.kms(free, kms -> kms.listKeys()))).isNull();
        AwsCredentials limited =
                here.assume(ann, role, r -> r.policy(World.document(World.statement("Allow", "kms:ListKeys", "*"))));
        assertThat(here.refusal(() -> here.kms(limited, kms -> kms.listKeys()))).isNull();
        assertThat(here.refusal(() -> here.kms(limited, kms -> kms.listAliases())))
                .extracting(Refusal::message)
                .asString()
                .endsWith("because no session policy allows the kms:ListAliases action");
        AwsCredentials greedy =
                here.assume(ann, role, r -> r.policy(World.document(World.statement("Allow", "*", "*"))));
        assertThat(here.refusal(() -> here.kms(greedy, kms -> kms.createKey())))
                .extracting(Refusal::message)
                .asString()
                .endsWith("because no identity-based policy allows the kms:CreateKey action");
    }

    @Test
    void a_managed_session_policy_that_is_gone_allows_nothing() {
        String role = here.role("writer", here.userArn("ann"));
        here.rolePolicy("writer", "Allow", "kms:*", "*");
        String policy = here.iam
                .createPolicy(r -> r.policyName("lists")
                        .policyDocument(World.document(World.statement("Allow", "kms:List*", "*"))))
                .policy()
                .arn();
        AwsCredentials session = here.assume(
                ann,
                role,
                r -> r.policyArns(PolicyDescriptorType.builder().arn(policy).build()));
        assertThat(here.refusal(() -> here.kms(session, kms -> kms.listKeys()))).isNull();
        here.iam.deletePolicy(r -> r.policyArn(policy));
        assertThat(here.refusal(() -> here.kms(session, kms -> kms.listKeys())))
                .extracting(Refusal::message)
                .asString()
                .endsWith("because no session policy allows the kms:ListKeys action");
    }

    @Test
    void session_policies_are_valid_and_exist_and_are_short() {
        String role = here.role("writer", here.userArn("ann"));
        assertThat(here.refusedToAssume(ann, role, r -> r.policy("{")))
                .isEqualTo(new Refusal(400, "MalformedPolicyDocument", "This policy contains invalid Json"));
        String missing = "arn:aws:iam::" + here.account + ":policy/missing";
        assertThat(here.refusedToAssume(
                        ann,
                        role,
                        r -> r.policyArns(
                                PolicyDescriptorType.builder().arn(missing).build())))
                .isEqualTo(badValue("Policy " + missing + " does not exist or is not attachable."));
        assertThat(here.refusedToAssume(
                        ann,
                        role,
                        r -> r.policyArns(PolicyDescriptorType.builder()
                                .arn(role + "-role")
                                .build())))
                .isEqualTo(invalid(role + "-role is invalid"));
        String document = World.document(World.statement("Allow", "kms:*", "*"));
        String longest = document + " ".repeat(2048 - document.length());
        assertThat(here.refusedToAssume(ann, role, r -> r.policy(longest))).isNull();
        assertThat(here.refusedToAssume(ann, role, r -> r.policy(longest + " ")))
                .isEqualTo(new Refusal(
                        400,
                        "PackedPolicyTooLarge",
                        "Packed policy consumes 101% of allotted space, please use smaller policy."));
        List<PolicyDescriptorType> eleven = IntStream.range(0, 11)
                .mapToObj(i -> PolicyDescriptorType.builder().arn(missing + i).build())
                .toList();
        assertThat(here.refusedToAssume(ann, role, r -> r.policyArns(eleven)))
                .extracting(Refusal::code)
                .isEqualTo("ValidationError");
    }

    @Test
    void the_packed_size_is_a_share_in_percent() {
        String role = here.role("writer", here.userArn("ann"));
        here.userPolicy("ann", "Allow", "sts:TagSession", "*");
        String document = World.document(World.statement("Allow", "kms:*", "*"));
        here.sts(ann, sts -> {
            var answer = sts.assumeRole(
                    r -> r.roleArn(role).roleSessionName("batch-7").policy(document));
            assertThat(answer.getValueForField("PackedPolicySize", Integer.class))
                    .contains(3);
            return sts;
        });
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tags.add(tag("k" + i, "v".repeat(100)));
        }
        assertThat(here.refusedToAssume(ann, role, r -> r.tags(tags)))
                .extracting(Refusal::code)
                .isEqualTo("PackedPolicyTooLarge");
    }

    // Tags

    @Test
    void tags_need_the_right_to_tag_of_both_sides() {
        String role = here.role("writer", here.userArn("ann"));
        assertThat(here.refusedToAssume(ann, role, r -> r.tags(tag("team", "ledger"))))
                .isEqualTo(denied(
                        here.userArn("ann"),
                        "sts:TagSession",
                        role,
                        " because no identity-based policy allows the sts:TagSession action"));
        here.userPolicy("ann", "Allow", "sts:TagSession", "*");
        assertThat(here.refusedToAssume(ann, role, r -> r.tags(tag("team", "ledger"))))
                .isNull();
        String untagged = here.roleOf(
                "untagged",
                "{'Effect':'Allow','Principal':{'AWS':'" + here.userArn("ann") + "'},'Action':'sts:AssumeRole'}");
        assertThat(here.refusedToAssume(ann, untagged)).isNull();
        assertThat(here.refusedToAssume(ann, untagged, r -> r.tags(tag("team", "ledger"))))
                .isEqualTo(denied(here.userArn("ann"), "sts:TagSession", untagged, ""));
    }

    @Test
    void tags_keep_their_rules() {
        String role = here.role("writer", here.userArn("ann"));
        here.userPolicy("ann", "Allow", "sts:TagSession", "*");
        assertThat(here.refusedToAssume(ann, role, r -> r.tags(tag("team", "a"), tag("Team", "b"))))
                .isEqualTo(badValue("Duplicate tag keys found. Please note that Tag keys are case insensitive."));
        assertThat(here.refusedToAssume(ann, role, r -> r.tags(tag("team", "a")).transitiveTagKeys("other")))
                .isEqualTo(badValue("The specified transitive tag key must be included in the requested tags."));
        assertThat(here.refusedToAssume(ann, role, r -> r.tags(tag("aws:team", "a"))))
                .extracting(Refusal::code)
                .isEqualTo("InvalidParameterValue");
        assertThat(here.refusedToAssume(ann, role, r -> r.tags(tag("te{am", "a"))))
                .extracting(Refusal::code)
                .isEqualTo("ValidationError");
    }

    @Test
    void session_tags_lie_over_the_tags_of_the_role_and_transitive_ones_go_on() {
        here.userPolicy("ann", "Allow", "sts:TagSession", "*");
        String first = here.role("first", here.userArn("ann"));
        String second = here.role("second", first);
        here.iam.tagRole(r -> r.roleName("second")
                .tags(software.amazon.awssdk.services.iam.model.Tag.builder()
                        .key("Team")
                        .value("nobody")
                        .build()));
        here.rolePolicy("first", "Allow", "sts:TagSession", "*");
        for (String name : List.of("first", "second")) {
            here.iam.putRolePolicy(r -> r.roleName(name)
                    .policyName("lists")
                    .policyDocument(World.document("{'Effect':'Allow','Action':'kms:ListKeys','Resource':'*',"
                            + "'Condition':{'StringEquals':{'aws:PrincipalTag/team':'ledger'}}}")));
        }
        AwsCredentials tagged = here.assume(
                ann, first, r -> r.tags(tag("team", "ledger"), tag("cost", "1")).transitiveTagKeys("team"));
        AwsCredentials chained = here.assume(tagged, second);
        AwsCredentials untagged = here.assume(here.assume(ann, first), second);
        assertThat(here.refusal(() -> here.kms(tagged, kms -> kms.listKeys()))).isNull();
        assertThat(here.refusal(() -> here.kms(chained, kms -> kms.listKeys()))).isNull();
        assertThat(here.refusal(() -> here.kms(untagged, kms -> kms.listKeys())))
                .extracting(Refusal::code)
                .isEqualTo("AccessDeniedException");
        assertThat(here.refusedToAssume(tagged, second, r -> r.tags(tag("TEAM", "other"))))
                .isEqualTo(badValue("One of the specified transitive tag keys can't be set because it conflicts with a"
                        + " transitive tag key from the calling session."));
        assertThat(here.refusedToAssume(tagged, second, r -> r.tags(tag("cost", "2"))))
                .isNull();
    }

    // Source identity

    @Test
    void a_source_identity_needs_the_right_of_both_sides_and_stays() {
        String first = here.role("first", here.userArn("ann"));
        String second = here.role("second", first);
        assertThat(here.refusedToAssume(ann, first, r -> r.sourceIdentity("dana")))
                .isEqualTo(denied(
                        here.userArn("ann"),
                        "sts:SetSourceIdentity",
                        first,
                        " because no identity-based policy allows the sts:SetSourceIdentity action"));
        here.userPolicy("ann", "Allow", "sts:SetSourceIdentity", "*");
        here.rolePolicy("first", "Allow", "sts:SetSourceIdentity", "*");
        AwsCredentials session = here.assume(ann, first, r -> r.sourceIdentity("dana"));
        here.sts(session, sts -> {
            assertThat(sts.assumeRole(r -> r.roleArn(second).roleSessionName("batch-7"))
                            .sourceIdentity())
                    .isEqualTo("dana");
            return sts;
        });
        assertThat(here.refusedToAssume(session, second, r -> r.sourceIdentity("dana")))
                .isNull();
        assertThat(here.refusedToAssume(session, second, r -> r.sourceIdentity("erin")))
                .isEqualTo(denied(here.arnOf(session), "sts:SetSourceIdentity", second, ""));
    }

    @Test
    void a_second_factor_is_refused_as_nobody_has_registered_one() {
        String role = here.role("writer", here.userArn("ann"));
        assertThat(here.refusedToAssume(
                        ann,
                        role,
                        r -> r.serialNumber("arn:aws:iam::" + here.account + ":mfa/ann")
                                .tokenCode("123456")))
                .extracting(Refusal::code)
                .isEqualTo("AccessDenied");
    }
}
