package dev.trent.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.Answer;
import dev.trent.cli.TestServer.UserKey;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Why a request was denied is told to those whom it concerns, and to nobody else; nor does its id tell
/// anything.
class DenialsTest {
    private static final String FOREIGN = "444455556666";
    private static final String MISSING = "00000000-0000-4000-8000-000000000000";
    private static final String ALLOW_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    private Path data;
    private TestServer server;
    private String key;

    @BeforeEach
    void start(@TempDir Path folder) {
        data = folder;
        server = TestServer.start(data);
        String body = server.kms("CreateKey", "{}").body();
        key = body.substring(body.indexOf("\"KeyId\":\"") + 9).substring(0, 36);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String arn(String keyId) {
        return "arn:aws:kms:" + TestServer.REGION + ":" + TestServer.ACCOUNT + ":key/" + keyId;
    }

    private String denied(UserKey user, String keyId) {
        String id = server.denialId(user, "DescribeKey", "{\"KeyId\":\"" + keyId + "\"}");
        assertThat(id).isNotNull();
        return id == null ? "" : id;
    }

    private Answer decode(String account, String id) {
        return server.query(
                account, "sts", "Action=DecodeAuthorizationMessage&Version=2011-06-15&EncodedMessage=" + id);
    }

    @Test
    void the_caller_learns_what_its_own_side_said_and_the_owner_of_the_key_both_sides() {
        UserKey user = server.user(FOREIGN, "outsider", ALLOW_ALL);
        String id = denied(user, arn(key));
        Answer callers = decode(FOREIGN, id);
        assertThat(callers.status()).as(callers.body()).isEqualTo(200);
        assertThat(callers.body()).contains("the account of the key, or the key does not exist");
        assertThat(callers.body()).doesNotContain("keySide", "Enable IAM User Permissions");
        Answer owners = decode(TestServer.ACCOUNT, id);
        assertThat(owners.status()).isEqualTo(200);
        assertThat(owners.body()).contains("keySide", "Enable IAM User Permissions");
        Answer strangers = decode("777788889999", id);
        assertThat(strangers.status()).isEqualTo(400);
        assertThat(strangers.body()).contains("InvalidAuthorizationMessageException");
    }

    @Test
    void the_id_tells_a_foreign_caller_nothing_of_the_key() {
        UserKey user = server.user(FOREIGN, "outsider", ALLOW_ALL);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            ids.add(denied(user, arn(key)));
            ids.add(denied(user, arn(MISSING)));
        }
        assertThat(ids)
                .as("no id comes twice, so that none can be seen to change")
                .hasSize(6);
    }

    @Test
    void an_explanation_is_found_after_a_restart() {
        UserKey user = server.user(TestServer.ACCOUNT, "insider", null);
        String id = denied(user, key);
        assertThat(denied(user, key)).as("the same denial again").isEqualTo(id);
        server.close();
        server = TestServer.start(data);
        Answer decoded = decode(TestServer.ACCOUNT, id);
        assertThat(decoded.status()).as(decoded.body()).isEqualTo(200);
        assertThat(decoded.body()).contains("the lack of an Allow for kms:DescribeKey", "user/insider");
    }

    @Test
    void what_a_caller_wrote_cannot_command_the_terminal_of_whoever_reads_it() {
        UserKey user = server.user(FOREIGN, "outsider", ALLOW_ALL);
        String named = "arn:aws:kms:" + TestServer.REGION + ":" + TestServer.ACCOUNT + ":alias/x";
        String id = server.denialId(user, "DescribeKey", "{\"KeyId\":\"" + named + "\\u001b[31m\\u0000\"}");
        assertThat(id).isNotNull();
        Answer decoded = decode(FOREIGN, String.valueOf(id));
        assertThat(decoded.status()).as(decoded.body()).isEqualTo(200);
        assertThat(decoded.body()).contains(named + "\uFFFD[31m\uFFFD").doesNotContain("u001b", "u0000");
    }

    @Test
    void an_unknown_id_is_no_message() {
        assertThat(decode(TestServer.ACCOUNT, MISSING).body()).contains("InvalidAuthorizationMessageException");
        assertThat(decode(TestServer.ACCOUNT, "%27%3B--").body()).contains("InvalidAuthorizationMessageException");
    }
}
