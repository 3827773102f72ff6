package dev.trent.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.PolicySourceType;

/// IAM's simulations through the front door.
class SimulateTest {
    private static final String ANNA = "arn:aws:iam::111122223333:user/anna";
    private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000000";
    private static final String FOREIGN = KEY.replace("111122223333", "444455556666");

    private TestServer server;
    private IamClient iam;

    @BeforeEach
    void start(@TempDir Path data) {
        server = TestServer.start(data);
        iam = server.iam(TestServer.ACCOUNT);
        iam.createUser(b -> b.userName("anna"));
        iam.putUserPolicy(b -> b.userName("anna")
                .policyName("own")
                .policyDocument(document(allow("kms:Encrypt", ""), deny("kms:ScheduleKeyDeletion"))));
        iam.createGroup(b -> b.groupName("team"));
        iam.putGroupPolicy(b -> b.groupName("team")
                .policyName("apps")
                .policyDocument(document(
                        allow("kms:Decrypt", "\"StringEquals\":{\"kms:EncryptionContext:app\":\"${aws:username}\"}"))));
        iam.addUserToGroup(b -> b.groupName("team").userName("anna"));
        iam.attachUserPolicy(b -> b.userName("anna").policyArn("arn:aws:iam::aws:policy/SecurityAudit"));
    }

    @AfterEach
    void stop() {
        iam.close();
        server.close();
    }

    private static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\n\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String allow(String action, String condition) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"*\""
                + (condition.isEmpty() ? "" : ",\"Condition\":{" + condition + "}") + "}";
    }

    private static String deny(String action) {
        return "{\"Effect\":\"Deny\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}";
    }

    private static String keyPolicy(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}}";
    }

    private EvaluationResult ofAnna(String action, ContextEntry... entries) {
        return iam.simulatePrincipalPolicy(b -> b.policySourceArn(ANNA)
                        .actionNames(action)
                        .resourceArns(KEY)
                        .contextEntries(entries))
                .evaluationResults()
                .getFirst();
    }

    private static ContextEntry app(String value) {
        return ContextEntry.builder()
                .contextKeyName("kms:EncryptionContext:app")
                .contextKeyValues(value)
                .contextKeyType(ContextKeyTypeEnum.STRING)
                .build();
    }

    @Test
    void an_allow_names_its_policy_and_place() {
        EvaluationResult result = ofAnna("kms:Encrypt");

        assertThat(result.evalActionName()).isEqualTo("kms:Encrypt");
        assertThat(result.evalResourceName()).isEqualTo(KEY);
        assertThat(result.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(result.matchedStatements()).singleElement().satisfies(statement -> {
            assertThat(statement.sourcePolicyId()).isEqualTo("user_anna_own");
            assertThat(statement.sourcePolicyType()).isEqualTo(PolicySourceType.USER);
            assertThat(statement.startPosition().line()).isEqualTo(2);
            assertThat(statement.startPosition().column()).isEqualTo(14);
        });
        assertThat(result.resourceSpecificResults())
                .singleElement()
                .satisfies(specific ->
                        assertThat(specific.evalResourceDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED));
        assertThat(ofAnna("iam:ListUsers").matchedStatements()).singleElement().satisfies(statement -> {
            assertThat(statement.sourcePolicyId()).isEqualTo("SecurityAudit");
            assertThat(statement.sourcePolicyType()).isEqualTo(PolicySourceType.AWS_MANAGED);
        });
    }

    @Test
    void a_deny_wins_and_is_told_alone() {
        EvaluationResult result = iam.simulatePrincipalPolicy(b -> b.policySourceArn(ANNA)
                        .actionNames("kms:ScheduleKeyDeletion")
                        .policyInputList(document(allow("kms:*", ""))))
                .evaluationResults()
                .getFirst();

        assertThat(result.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
        assertThat(result.evalResourceName()).isEqualTo("*");
        assertThat(result.matchedStatements())
                .singleElement()
                .satisfies(statement -> assertThat(statement.sourcePolicyId()).isEqualTo("user_anna_own"));
        assertThat(result.resourceSpecificResults()).isEmpty();
    }

    @Test
    void what_is_missing_is_named_and_counts_once_it_is_given() {
        EvaluationResult without = ofAnna("kms:Decrypt");
        assertThat(without.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(without.missingContextValues()).containsExactly("kms:EncryptionContext:app");

        assertThat(ofAnna("kms:Decrypt", app("anna")).evalDecision()).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(ofAnna("kms:Decrypt", app("bert")).evalDecision())
                .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(iam.getContextKeysForPrincipalPolicy(b -> b.policySourceArn(ANNA))
                        .contextKeyNames())
                .contains("kms:EncryptionContext:app", "aws:username");
        assertThat(iam.getContextKeysForCustomPolicy(b -> b.policyInputList(
                                document(allow("kms:Decrypt", "\"Bool\":{\"aws:SecureTransport\":\"true\"}"))))
                        .contextKeyNames())
                .containsExactly("aws:SecureTransport");
    }

    @Test
    void a_boundary_limits_also_one_of_the_request() {
        EvaluationResult limited = iam.simulatePrincipalPolicy(b -> b.policySourceArn(ANNA)
                        .actionNames("kms:Encrypt")
                        .permissionsBoundaryPolicyInputList(document(allow("kms:Describe*", ""))))
                .evaluationResults()
                .getFirst();

        assertThat(limited.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(limited.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
                .isFalse();
    }

    @Test
    void a_key_policy_of_the_request_decides_as_a_stored_one_would() {
        assertThat(custom("kms:Sign", KEY, keyPolicy(ANNA)).evalDecision())
                .isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(custom("kms:Encrypt", KEY, keyPolicy("111122223333")).evalDecision())
                .isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(custom("kms:Encrypt", KEY, keyPolicy("444455556666")).evalDecision())
                .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        EvaluationResult abroad = custom("kms:Sign", FOREIGN, keyPolicy(ANNA));
        assertThat(abroad.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
        assertThat(abroad.evalDecisionDetailsAsStrings())
                .containsEntry("IAM Policy", "implicitDeny")
                .containsEntry("Resource Policy", "allowed");
    }

    private EvaluationResult custom(String action, String key, String keyPolicy) {
        return iam.simulateCustomPolicy(b -> b.policyInputList(document(allow("kms:Encrypt", "")))
                        .actionNames(action)
                        .resourceArns(key)
                        .callerArn(ANNA)
                        .resourcePolicy(keyPolicy))
                .evaluationResults()
                .getFirst();
    }

    @Test
    void a_tag_of_the_key_is_seen_by_identity_policies_and_not_by_the_key_policy() {
        String tagged = "\"StringEquals\":{\"aws:ResourceTag/env\":\"prod\"}";
        String keyPolicy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                + ANNA + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\",\"Condition\":{" + tagged + "}}}";
        ContextEntry tag = ContextEntry.builder()
                .contextKeyName("aws:ResourceTag/env")
                .contextKeyValues("prod")
                .contextKeyType(ContextKeyTypeEnum.STRING)
                .build();

        assertThat(iam.simulateCustomPolicy(b -> b.policyInputList(document(allow("kms:Sign", tagged)))
                                .actionNames("kms:Sign")
                                .resourceArns(KEY)
                                .contextEntries(tag))
                        .evaluationResults()
                        .getFirst()
                        .evalDecision())
                .isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(iam.simulatePrincipalPolicy(b -> b.policySourceArn(ANNA)
                                .actionNames("kms:Sign")
                                .resourceArns(KEY)
                                .resourcePolicy(keyPolicy)
                                .contextEntries(tag))
                        .evaluationResults()
                        .getFirst()
                        .evalDecision())
                .isEqualTo(PolicyEvaluationDecisionType.IMPLICIT_DENY);
    }

    @Test
    void what_every_request_has_a_simulation_has_too() {
        String id = iam.getUser(b -> b.userName("anna")).user().userId();
        for (String condition : List.of(
                "\"DateGreaterThan\":{\"aws:CurrentTime\":\"2020-01-01T00:00:00Z\"}",
                "\"Bool\":{\"aws:ViaAWSService\":\"false\"}",
                "\"StringEquals\":{\"aws:userid\":\"" + id + "\"}",
                "\"StringEquals\":{\"aws:ResourceAccount\":\"111122223333\"}")) {
            iam.putUserPolicy(
                    b -> b.userName("anna").policyName("facts").policyDocument(document(allow("kms:Sign", condition))));

            assertThat(ofAnna("kms:Sign").evalDecision()).as(condition).isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        }
    }

    @Test
    void a_not_principal_with_one_session_of_a_role_does_not_deny_the_role() {
        String trust =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},"
                        + "\"Action\":\"sts:AssumeRole\"}}";
        String role = iam.createRole(b -> b.roleName("app").assumeRolePolicyDocument(trust))
                .role()
                .arn();
        iam.putRolePolicy(b -> b.roleName("app").policyName("own").policyDocument(document(allow("kms:Sign", ""))));
        String excepting =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},"
                        + "\"Action\":\"kms:*\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":[\""
                        + role
                        + "\",\"arn:aws:sts::111122223333:assumed-role/app/web\",\"111122223333\"]},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";

        assertThat(iam.simulatePrincipalPolicy(b -> b.policySourceArn(role)
                                .actionNames("kms:Sign")
                                .resourceArns(KEY)
                                .resourcePolicy(excepting))
                        .evaluationResults()
                        .getFirst()
                        .evalDecision())
                .isEqualTo(PolicyEvaluationDecisionType.ALLOWED);
        assertThat(iam.simulatePrincipalPolicy(b -> b.policySourceArn(ANNA)
                                .actionNames("kms:Encrypt")
                                .resourceArns(KEY)
                                .resourcePolicy(excepting))
                        .evaluationResults()
                        .getFirst()
                        .evalDecision())
                .isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
    }

    @Test
    void results_come_in_pages() {
        List<String> seen = new ArrayList<>();
        iam.simulatePrincipalPolicyPaginator(b -> b.policySourceArn(ANNA)
                        .actionNames("kms:Encrypt", "kms:Decrypt", "kms:Sign")
                        .resourceArns(KEY, FOREIGN)
                        .maxItems(4))
                .forEach(page -> page.evaluationResults()
                        .forEach(result -> seen.add(result.evalActionName() + " " + result.evalResourceName())));

        assertThat(seen).hasSize(6).doesNotHaveDuplicates().startsWith("kms:Encrypt " + KEY, "kms:Encrypt " + FOREIGN);
    }

    /// Without memory of earlier matches, each pair would take as many steps as the pattern length times the
    /// text length.
    @Test
    void long_patterns_and_long_names_are_decided() {
        String pattern = KEY + "*" + "a".repeat(1_500) + "b";
        String policy = document(allow("kms:Encrypt", "")
                .replace("\"Resource\":\"*\"", "\"Resource\":[" + String.join(",", quoted(pattern, 12)) + "]"));
        List<String> actions =
                IntStream.range(0, 99).mapToObj(i -> "kms:Encrypt").toList();
        List<EvaluationResult> results = iam.simulateCustomPolicy(
                        b -> b.policyInputList(policy).actionNames(actions).resourceArns(KEY + "a".repeat(1_900)))
                .evaluationResults();
        assertThat(results)
                .isNotEmpty()
                .allMatch(result -> result.evalDecision() == PolicyEvaluationDecisionType.IMPLICIT_DENY);
    }

    /// Patterns that differ: equal ones would be compiled into one.
    private static List<String> quoted(String pattern, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + pattern + i + "*\"")
                .toList();
    }

    @Test
    void a_page_ends_early_when_it_took_long_and_the_next_goes_on() {
        List<String> actions = IntStream.range(0, 12).mapToObj(i -> "kms:A" + i).toList();
        String policy = document(allow(
                "kms:*",
                "\"StringLike\":{\"aws:UserAgent\":[" + String.join(",", quoted("*" + "a".repeat(200) + "?b", 400))
                        + "]}"));
        ContextEntry agent = ContextEntry.builder()
                .contextKeyName("aws:UserAgent")
                .contextKeyValues("a".repeat(2_000))
                .contextKeyType(ContextKeyTypeEnum.STRING)
                .build();
        List<String> seen = new ArrayList<>();
        AtomicInteger pages = new AtomicInteger();
        iam.simulateCustomPolicyPaginator(
                        b -> b.policyInputList(policy).actionNames(actions).contextEntries(agent))
                .forEach(page -> {
                    pages.incrementAndGet();
                    page.evaluationResults().forEach(result -> seen.add(result.evalActionName()));
                });
        assertThat(seen).containsExactlyElementsOf(actions);
        assertThat(pages).hasValueGreaterThan(1);
    }

    @Test
    void a_question_that_takes_too_many_steps_is_refused() {
        String policy = document(allow(
                "kms:*", "\"StringLike\":{\"aws:UserAgent\":[" + String.join(",", quoted("*a?b", 10_000)) + "]}"));
        ContextEntry agent = ContextEntry.builder()
                .contextKeyName("aws:UserAgent")
                .contextKeyValues("a".repeat(100_000))
                .contextKeyType(ContextKeyTypeEnum.STRING)
                .build();
        assertThatThrownBy(() -> iam.simulateCustomPolicy(b ->
                        b.policyInputList(policy).actionNames("kms:Encrypt").contextEntries(agent)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("take more than 200000000 comparisons");
    }

    /// 900 statements decide on each of the 1,000 actions.
    @Test
    void a_page_ends_early_when_it_has_grown_long() {
        List<String> actions =
                IntStream.range(0, 1_000).mapToObj(i -> "kms:A" + i).toList();
        String policy = document(Collections.nCopies(900, allow("kms:*", "")).toArray(String[]::new));
        var page = iam.simulateCustomPolicy(
                b -> b.policyInputList(policy).actionNames(actions).maxItems(1_000));
        assertThat(page.isTruncated()).isTrue();
        assertThat(page.evaluationResults()).hasSizeBetween(1, 10);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> iam.simulatePrincipalPolicy(
                        b -> b.policySourceArn(ANNA + "x").actionNames("kms:Encrypt")))
                .isInstanceOf(NoSuchEntityException.class);
        assertThatThrownBy(() ->
                        iam.simulatePrincipalPolicy(b -> b.policySourceArn(ANNA.replace("111122223333", "444455556666"))
                                .actionNames("kms:Encrypt")))
                .isInstanceOf(NoSuchEntityException.class);
        assertThatThrownBy(() -> iam.simulateCustomPolicy(
                        b -> b.policyInputList("{\"Statement\":1}").actionNames("kms:Encrypt")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> iam.simulateCustomPolicy(
                        b -> b.policyInputList(document(allow("*", ""))).actionNames("Encrypt")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> iam.simulateCustomPolicy(b -> b.policyInputList(document(allow("*", "")))
                        .actionNames("kms:Encrypt")
                        .resourceArns(KEY)
                        .resourcePolicy(keyPolicy(ANNA))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void who_has_no_right_cannot_simulate() {
        AccessKey key = iam.createAccessKey(b -> b.userName("anna")).accessKey();
        iam.createUser(b -> b.userName("bert"));
        AccessKey other = iam.createAccessKey(b -> b.userName("bert")).accessKey();
        try (IamClient auditor = server.iam(key.accessKeyId(), key.secretAccessKey());
                IamClient bert = server.iam(other.accessKeyId(), other.secretAccessKey())) {
            auditor.simulatePrincipalPolicy(b -> b.policySourceArn(ANNA).actionNames("kms:Encrypt"));
            assertThatThrownBy(() -> bert.simulatePrincipalPolicy(
                            b -> b.policySourceArn(ANNA + "x").actionNames("kms:Encrypt")))
                    .isInstanceOf(AwsServiceException.class)
                    .hasMessageContaining("is not authorized to perform: iam:SimulatePrincipalPolicy");
        }
    }
}
