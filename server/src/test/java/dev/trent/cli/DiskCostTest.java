package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.cli.TestServer.Answer;
import dev.trent.cli.TestServer.UserKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The disk space that a caller without any right can use.
@Timeout(120)
class DiskCostTest {
    private static final String FOREIGN = "444455556666";
    private static final String MISSING = "00000000-0000-4000-8000-000000000000";
    private static final int RECORD_BYTES_MAX = 8 * 1024;
    private static final int EXPLANATION_BYTES_MAX = 16 * 1024;

    /// Sixteen times as much may come at once: 64 kB.
    private static final String FEW_BYTES = "--refused-bytes=4096";

    private static List<String> lines(Path data) {
        return AuditLog.records(data.resolve("audit"));
    }

    private static String key(TestServer server, String account) {
        String body = server.kms(account, TestServer.REGION, "CreateKey", "{}").body();
        return body.substring(body.indexOf("\"KeyId\":\"") + 9).substring(0, 36);
    }

    private static String arn(String keyId) {
        return "arn:aws:kms:" + TestServer.REGION + ":" + TestServer.ACCOUNT + ":key/" + keyId;
    }

    @Test
    void a_refused_request_of_control_characters_leaves_a_short_record_that_tells_whom(@TempDir Path data)
            throws IOException {
        try (TestServer server = TestServer.start(data)) {
            UserKey user = server.user(TestServer.ACCOUNT, "nobody", null);
            String context = "\\u0001".repeat(3000);
            Answer answer = server.kms(
                    user,
                    "Encrypt",
                    "{\"KeyId\":\"" + arn(MISSING) + "\",\"Plaintext\":\"AAAA\",\"EncryptionContext\":{\"a\":\""
                            + context + "\"}}");
            assertThat(answer.status()).isEqualTo(400);
            String line = lines(data).getLast();
            assertThat(line.length()).isLessThan(RECORD_BYTES_MAX);
            assertThat(line)
                    .contains(
                            "\"eventName\":\"Encrypt\"",
                            "\"userName\":\"nobody\"",
                            "\"keyId\":\"" + arn(MISSING) + "\"",
                            "\"encryptionContext\":{\"cut\":{\"bytes\":18008,\"sha256\":\"")
                    .contains("\"elements\":1");
        }
    }

    @Test
    void an_explanation_is_short_however_long_the_policies_are(@TempDir Path data) {
        try (TestServer server = TestServer.start(data)) {
            StringBuilder statements = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                statements.append("{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"},");
            }
            statements.append("{\"Sid\":\"Decides\",\"Effect\":\"Deny\",\"Action\":\"kms:*\",\"Resource\":\"*\"}");
            String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
            UserKey user = server.user(TestServer.ACCOUNT, "denied", policy);
            String id = server.denialId(user, "DescribeKey", "{\"KeyId\":\"" + key(server, TestServer.ACCOUNT) + "\"}");
            Answer told = server.query(
                    TestServer.ACCOUNT,
                    "sts",
                    "Action=DecodeAuthorizationMessage&Version=2011-06-15&EncodedMessage=" + id);
            assertThat(told.body().length()).isLessThan(EXPLANATION_BYTES_MAX);
            assertThat(told.body()).contains("Decides", "statementsLeftOut");
        }
    }

    @Test
    void refused_calls_beyond_the_bound_are_throttled_and_counted_and_cost_nobody_else(@TempDir Path data)
            throws IOException {
        int calls = 200;
        int throttled = 0;
        try (TestServer server = TestServer.bounded(data, FEW_BYTES)) {
            String key = key(server, TestServer.ACCOUNT);
            UserKey user = server.user(TestServer.ACCOUNT, "nobody", null);
            for (int i = 0; i < calls; i++) {
                Answer answer = server.kms(user, "DescribeKey", "{\"KeyId\":\"" + key + "\"}");
                assertThat(answer.status()).isEqualTo(400);
                throttled += answer.body().contains("ThrottlingException") ? 1 : 0;
            }
            assertThat(throttled).isPositive().isLessThan(calls);
            assertThat(server.kms("DescribeKey", "{\"KeyId\":\"" + key + "\"}").status())
                    .as("who has the right, in the same account")
                    .isEqualTo(200);
            assertThat(server.kms(FOREIGN, TestServer.REGION, "DescribeKey", "{\"KeyId\":\"" + MISSING + "\"}")
                            .body())
                    .as("another account")
                    .contains("NotFoundException");
        }
        List<String> lines = lines(data);
        assertThat(lines.stream().filter(line -> line.contains("\"errorCode\":\"AccessDenied\"")))
                .hasSize(calls - throttled);
        long counted = lines.stream()
                .filter(line -> line.contains("RefusedCallsNotRecorded"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*\"count\":\"(\\d+)\".*", "$1")))
                .sum();
        assertThat(counted).isEqualTo(throttled);
    }

    @Test
    void how_many_calls_it_takes_tells_nothing_of_a_foreign_key(@TempDir Path data) {
        String allowAll =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":"
                        + "\"*\"}}";
        // Of what five calls need nothing is left over, so that a slow machine has seconds before there is a sixth.
        try (TestServer server = TestServer.bounded(data, "--refused-bytes=517")) {
            String there = key(server, TestServer.ACCOUNT);
            UserKey one = server.user(FOREIGN, "one", allowAll);
            UserKey other = server.user("777788889999", "one", allowAll);
            int ofExisting = callsUntilThrottled(server, one, arn(there));
            int ofMissing = callsUntilThrottled(server, other, arn(MISSING));
            assertThat(ofExisting).isEqualTo(ofMissing);
        }
    }

    private static int callsUntilThrottled(TestServer server, UserKey user, String key) {
        int calls = 0;
        while (!server.kms(user, "DescribeKey", "{\"KeyId\":\"" + key + "\"}")
                .body()
                .contains("Throttling")) {
            calls++;
        }
        return calls;
    }

    @Test
    void below_the_reserve_changes_are_refused_and_all_else_goes_on(@TempDir Path data) {
        String key;
        UserKey user;
        try (TestServer server = TestServer.start(data)) {
            key = key(server, TestServer.ACCOUNT);
            user = server.user(TestServer.ACCOUNT, "nobody", null);
        }
        try (TestServer server = TestServer.bounded(data, "--disk-reserve=1000000000")) {
            Answer change = server.kms("CreateKey", "{}");
            assertThat(change.status()).isEqualTo(500);
            assertThat(change.body()).contains("KMSInternalException", "disk is nearly full");
            assertThat(server.kms("Encrypt", "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"AAAA\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(server.kms(user, "DescribeKey", "{\"KeyId\":\"" + key + "\"}")
                            .body())
                    .contains("AccessDeniedException");
            assertThat(server.get("/readyz")).isEqualTo(200);
        }
    }
}
