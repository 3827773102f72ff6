package dev.trent.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.TestServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.LimitExceededException;

/// White space does not count for the quota of a policy, but its amount is limited too.
class PaddedPoliciesTest {
    private static final String BLANKS = " ".repeat(130_000);
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"kms:Encrypt\",\"Resource\":\"*\"}}";
    private static final String PADDED = POLICY.replace("{\"Effect", BLANKS + "{\"Effect");

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

    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }

    @Test
    void a_managed_policy_is_kept_without_its_padding() {
        String arn = iam.createPolicy(b -> b.policyName("padded").policyDocument(PADDED))
                .policy()
                .arn();
        assertThat(decoded(iam.getPolicyVersion(b -> b.policyArn(arn).versionId("v1"))
                        .policyVersion()
                        .document()))
                .isEqualTo(POLICY);
        iam.createPolicyVersion(b -> b.policyArn(arn).policyDocument(PADDED));
        assertThat(decoded(iam.getPolicyVersion(b -> b.policyArn(arn).versionId("v2"))
                        .policyVersion()
                        .document()))
                .isEqualTo(POLICY);
    }

    @Test
    void inline_policies_and_trust_are_kept_without_their_padding() {
        iam.createUser(b -> b.userName("dana"));
        for (int i = 0; i < 5; i++) {
            String name = "own" + i;
            iam.putUserPolicy(b -> b.userName("dana").policyName(name).policyDocument(PADDED));
            assertThat(decoded(iam.getUserPolicy(b -> b.userName("dana").policyName(name))
                            .policyDocument()))
                    .isEqualTo(POLICY);
        }
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":" + BLANKS
                + "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"sts:AssumeRole\"}}";
        assertThat(decoded(iam.createRole(b -> b.roleName("app").assumeRolePolicyDocument(trust))
                        .role()
                        .assumeRolePolicyDocument()))
                .hasSizeLessThan(10_000);
    }

    @Test
    void a_policy_that_is_only_spaced_well_is_kept_as_it_was_written() {
        String spaced = POLICY.replace(",", ",\n    ").replace(":", " : ").replace("kms : ", "kms:");
        String arn = iam.createPolicy(b -> b.policyName("spaced").policyDocument(spaced))
                .policy()
                .arn();
        assertThat(decoded(iam.getPolicyVersion(b -> b.policyArn(arn).versionId("v1"))
                        .policyVersion()
                        .document()))
                .isEqualTo(spaced);
    }

    @Test
    void blanks_within_a_text_are_refused_beyond_measure() {
        String policy = POLICY.replace(
                "\"Resource\":\"*\"",
                "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:username\":\"" + " ".repeat(60_000)
                        + "\"}}");
        assertThatThrownBy(() -> iam.createPolicy(b -> b.policyName("wide").policyDocument(policy)))
                .isInstanceOf(LimitExceededException.class);
        iam.createUser(b -> b.userName("dana"));
        assertThatThrownBy(() -> iam.putUserPolicy(
                        b -> b.userName("dana").policyName("wide").policyDocument(policy)))
                .isInstanceOf(LimitExceededException.class);
    }
}
