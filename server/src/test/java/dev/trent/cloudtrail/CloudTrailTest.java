package dev.trent.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// CloudTrail at the front door: its two target prefixes, and who may call it.
class CloudTrailTest {
    private static final String LONG = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.";
    private static final String SHORT = "CloudTrail_20131101.";

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.bounded(folder, "--lookup-rate", "off");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void both_prefixes_lead_to_the_operation() {
        assertThat(root(LONG + "LookupEvents").status()).isEqualTo(200);
        assertThat(root(SHORT + "LookupEvents").status()).isEqualTo(200);
    }

    @Test
    void an_unknown_operation_is_told() {
        assertThat(root(LONG + "MakeCoffee").body()).contains("UnknownOperationException");
    }

    @Test
    void a_user_needs_the_right() {
        TestServer.UserKey without = server.user(TestServer.ACCOUNT, "without", null);
        Answer denied = call(without.accessKeyId(), without.secret(), LONG + "LookupEvents");
        assertThat(denied.status()).isEqualTo(400);
        assertThat(denied.body())
                .contains(
                        "AccessDeniedException",
                        "User: arn:aws:iam::111122223333:user/without is not authorized to perform:"
                                + " cloudtrail:LookupEvents on resource: * because no identity-based policy allows the"
                                + " cloudtrail:LookupEvents action");
        TestServer.UserKey with = server.user(
                TestServer.ACCOUNT,
                "with",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"cloudtrail:LookupEvents\","
                        + "\"Resource\":\"*\"}}");
        assertThat(call(with.accessKeyId(), with.secret(), LONG + "LookupEvents")
                        .status())
                .isEqualTo(200);
    }

    private static Answer root(String target) {
        return call(TestServer.ACCOUNT, "test", target);
    }

    private static Answer call(String accessKeyId, String secret, String target) {
        return server.send(
                accessKeyId,
                secret,
                TestServer.REGION,
                "cloudtrail",
                new TreeMap<>(Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target)),
                "{}".getBytes(StandardCharsets.UTF_8));
    }
}
