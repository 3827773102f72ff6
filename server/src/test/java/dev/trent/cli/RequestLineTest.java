package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.gateway.Answered;
import dev.trent.operator.Printable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The user of `trent dev` sees each request, without secrets and without characters that a terminal would
/// obey.
class RequestLineTest {
    private static final String ROOT = "root " + TestServer.ACCOUNT;

    @TempDir
    Path folder;

    private final List<Answered> seen = new CopyOnWriteArrayList<>();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.watched(folder.resolve("data"), seen::add);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<String> lines() {
        RequestLine line = new RequestLine(ZoneOffset.UTC, false, " --data d");
        return seen.stream().map(line::of).toList();
    }

    private String key() {
        String body = server.kms("CreateKey", "{}").body();
        return body.replaceAll("(?s).*\"KeyId\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void a_request_is_a_line_that_tells_who_did_what_and_what_came_of_it() {
        String key = key();
        server.kms("CreateAlias", "{\"AliasName\":\"alias/a\",\"TargetKeyId\":\"" + key + "\"}");
        server.kms("DescribeKey", "{\"KeyId\":\"alias/a\"}");
        server.kms("DescribeKey", "{\"KeyId\":\"alias/none\"}");
        server.kms("ListKeys", "{}");

        assertThat(lines()).hasSize(5);
        assertThat(lines().get(0)).matches("[0-9:]{8}  " + ROOT + "  CreateKey +" + key + "  ok  [0-9.]+ ms");
        assertThat(lines().get(1)).contains("CreateAlias", " alias/a  ok  ");
        assertThat(lines().get(2)).contains("DescribeKey", " alias/a  ok  ");
        assertThat(lines().get(3)).contains("DescribeKey", " alias/none  NotFoundException  ");
        assertThat(lines().get(4)).matches(".*ListKeys +ok .*");
    }

    @Test
    void a_denial_has_its_reason_and_the_command_that_explains_it() {
        String key = key();
        TestServer.UserKey bob = server.user(TestServer.ACCOUNT, "bob", null);
        seen.clear();

        String id = server.denialId(bob, "DescribeKey", "{\"KeyId\":\"" + key + "\"}");

        assertThat(lines())
                .singleElement()
                .satisfies(text -> assertThat(text.lines())
                        .satisfiesExactly(
                                first -> assertThat(first).contains("user bob", key, "AccessDeniedException"),
                                reason -> assertThat(reason)
                                        .startsWith("    User: arn:aws:iam::")
                                        .contains("kms:DescribeKey"),
                                more -> assertThat(more).isEqualTo("    ./trent explain " + id + " --data d")));
    }

    @Test
    void who_is_not_believed_has_no_name() {
        server.kms(new TestServer.UserKey("AKIAIOSFODNN7EXAMPLE", "nobody's"), "ListKeys", "{}");

        assertThat(lines()).singleElement().asString().contains("(unknown)", "ListKeys", "UnrecognizedClientException");
    }

    @Test
    void no_caller_reaches_the_terminal() {
        server.kms("DescribeKey", "{\"KeyId\":\"\\u001b[2J\\n\\u009b31mk\"}");
        server.kms("Nothing\u00a0of\u00adit", "{}");

        assertThat(lines()).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("\u001b", "\n", "\u009b"));
        assertThat(Printable.of("a\u001b[31m\u202eb\u2028\r\n\t\ud800", 99)).isEqualTo("a?[31m?b?????");
        assertThat(Printable.of("abcdef", 3)).isEqualTo("abc…");
        assertThat(Printable.of("Zoë 日本", 99)).isEqualTo("Zoë 日本");
    }

    @Test
    void no_plaintext_and_no_token_is_shown() {
        String key = key();
        server.kms("Encrypt", "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"c2VjcmV0\",\"GrantTokens\":[\"dG9rZW4\"]}");
        server.kms(
                "Encrypt", "{\"KeyId\":\"alias/none\",\"Plaintext\":\"c2VjcmV0\",\"EncryptionContext\":{\"a\":\"c\"}}");

        assertThat(lines()).hasSize(3).allSatisfy(line -> assertThat(line).doesNotContain("c2Vj", "secret", "dG9r"));
        assertThat(seen)
                .allSatisfy(answered -> assertThat(new String(
                                answered.parameters() == null ? new byte[0] : answered.parameters(),
                                StandardCharsets.UTF_8))
                        .doesNotContain("c2Vj", "dG9r"));
    }

    @Test
    void colours_are_for_terminals_only() {
        server.kms("ListKeys", "{}");

        assertThat(new RequestLine(ZoneOffset.UTC, true, "").of(seen.getFirst()))
                .contains("\u001b[32mok\u001b[0m");
        assertThat(lines().getFirst()).doesNotContain("\u001b");
    }
}
