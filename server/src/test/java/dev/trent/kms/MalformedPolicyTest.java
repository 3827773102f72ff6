package dev.trent.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trent.audit.AuditLog;
import dev.trent.cli.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/// AWS's words for a malformed policy do not say what is wrong. The explanation and the audit record do.
class MalformedPolicyTest {
    private static final String ROOT =
            "{\"Sid\":\"Root\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},"
                    + "\"Action\":\"kms:*\",\"Resource\":\"*\"}";

    @TempDir
    private Path data = Path.of("");

    private TestServer server;
    private KmsClient kms;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
        kms = server.client(TestServer.ACCOUNT, TestServer.REGION);
    }

    @AfterEach
    void stop() {
        kms.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"Sid":"App","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/nobody"},"Action":"kms:Encrypt","Resource":"*"} | Policy contains a statement with one or more invalid principals. | principal "arn:aws:iam::111122223333:user/nobody", which does not exist
            {"Sid":"App","Effect":"Allow","Principal":{"AWS":"bob"},"Action":"kms:Encrypt","Resource":"*"} | Policy contains a statement with one or more invalid principals. | statement 2 "App", principal "bob"
            {"Sid":"App","Effect":"Allow","Principal":"*","Actions":"kms:Encrypt","Resource":"*"} | Syntax errors in policy. | statement 2 "App", the statement, which has no member "Actions"
            {"Effect":"Allow","Principal":"*","Action":"kms:Encrypt","Resource":"*","Condition":{"StringEqual":{"aws:username":"x"}}} | Syntax errors in policy. | statement 2, condition operator "StringEqual"
            {"Effect":"Allow","Principal":"*","Action":["kms:Encrypt",7],"Resource":"*"} | Syntax errors in policy. | statement 2, Action, where a text is missing
            """)
    void a_malformed_key_policy_is_explained_by_its_culprit(String statement, String words, String culprit) {
        AwsServiceException refused = catchThrowableOfType(
                AwsServiceException.class,
                () -> kms.createKey(request ->
                        request.policy("{\"Version\":\"2012-10-17\",\"Statement\":[" + ROOT + "," + statement + "]}")));

        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicyDocumentException");
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(words);
        assertThat(explanation(refused)).contains("Correct in the policy: " + culprit.replace("\"", "\\\"") + ".");
        assertThat(records()).contains("\"culprit\":\"" + culprit.replace("\"", "\\\"") + "\"");
    }

    @Test
    void a_malformed_identity_policy_is_explained_by_its_culprit() {
        try (IamClient iam = server.iam(TestServer.ACCOUNT)) {
            iam.createUser(request -> request.userName("dana"));
            AwsServiceException refused = catchThrowableOfType(
                    AwsServiceException.class,
                    () -> iam.putUserPolicy(request -> request.userName("dana")
                            .policyName("own")
                            .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                                    + "\"Action\":\"kms:Encrypt\",\"Resource\":\"*\","
                                    + "\"Condition\":{\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"soon\"}}}}")));

            assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("The policy failed legacy parsing");
            assertThat(explanation(refused))
                    .contains("statement 1, condition NumericLessThan on \\\"aws:MultiFactorAuthAge\\\", value"
                            + " \\\"soon\\\"");
        }
    }

    private String explanation(AwsServiceException refused) {
        String id = refused.awsErrorDetails()
                .sdkHttpResponse()
                .firstMatchingHeader("x-trent-denial-id")
                .orElseThrow();
        try (StsClient sts = server.sts(AwsBasicCredentials.create(TestServer.ACCOUNT, "test"))) {
            return sts.decodeAuthorizationMessage(request -> request.encodedMessage(id))
                    .decodedMessage();
        }
    }

    private String records() {
        return AuditLog.text(data.resolve("audit"));
    }
}
