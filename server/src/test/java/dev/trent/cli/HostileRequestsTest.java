package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.AwsException;
import dev.trent.cli.TestServer.Answer;
import dev.trent.cli.TestServer.UserKey;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A caller without a single right gets a small refusal for every request. These are attacks through the front
/// door that once took all memory.
class HostileRequestsTest {
    private static final int ANSWER_BYTES_MAX = 6 * AwsException.MESSAGE_CHARACTERS_MAX;
    private static final int VIOLATIONS_MAX = 10;

    private static TestServer server;
    private static UserKey nobody;

    @BeforeAll
    static void start(@TempDir Path data) {
        server = TestServer.start(data);
        nobody = server.user(TestServer.ACCOUNT, "nobody", null);
    }

    @AfterAll
    static void stop() {
        assertThat(server.kms("ListKeys", "{}").status()).isEqualTo(200);
        server.close();
    }

    private static String many(int count, String element) {
        return IntStream.range(0, count).mapToObj(_ -> element).collect(Collectors.joining(",", "[", "]"));
    }

    private static void assertSmallRefusal(Answer answer, String code) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(code).hasSizeLessThan(ANSWER_BYTES_MAX);
        assertThat(answer.body().split(" failed to satisfy constraint: ", -1)).hasSizeBetween(2, VIOLATIONS_MAX + 1);
    }

    @Test
    void many_empty_tag_keys_are_refused_for_their_number() {
        Answer answer =
                server.kms(nobody, "UntagResource", "{\"KeyId\":\"alias/x\",\"TagKeys\":" + many(20_000, "\"\"") + "}");

        assertSmallRefusal(answer, "ValidationException");
        assertThat(answer.body())
                .contains("1 validation error detected: Value '[, , ")
                .contains("…' at 'tagKeys'");
    }

    @Test
    void a_few_empty_tag_keys_are_refused_in_a_few_words() {
        Answer answer =
                server.kms(nobody, "UntagResource", "{\"KeyId\":\"alias/x\",\"TagKeys\":" + many(1000, "\"\"") + "}");

        // Two of ten are shown in full; the whole text has its own bound.
        assertSmallRefusal(answer, "ValidationException");
        assertThat(answer.body()).contains("10 validation errors detected");
    }

    @Test
    void many_empty_tags_are_refused_for_their_number() {
        Answer answer =
                server.kms(nobody, "TagResource", "{\"KeyId\":\"alias/x\",\"Tags\":" + many(300_000, "{}") + "}");

        assertSmallRefusal(answer, "ValidationException");
        assertThat(answer.body())
                .contains("Value at 'tags' failed to satisfy constraint: Member must have length less");
    }

    @Test
    void many_bad_transitive_tag_keys_are_refused_for_their_number() {
        String keys = IntStream.rangeClosed(1, 1900)
                .mapToObj(i -> "&TransitiveTagKeys.member." + i + "=%21")
                .collect(Collectors.joining());
        Answer answer = server.query(
                TestServer.ACCOUNT,
                "sts",
                "Action=AssumeRole&Version=2011-06-15&RoleSessionName=session&RoleArn=arn:aws:iam::"
                        + TestServer.ACCOUNT + ":role/r" + keys);

        assertSmallRefusal(answer, "ValidationError");
        assertThat(answer.body()).contains("1 validation error detected");
    }

    @Test
    void valid_elements_beyond_the_bound_are_refused_too() {
        String keys =
                IntStream.range(0, 30_000).mapToObj(i -> "\"" + i + "\"").collect(Collectors.joining(",", "[", "]"));

        assertSmallRefusal(
                server.kms(nobody, "UntagResource", "{\"KeyId\":\"alias/x\",\"TagKeys\":" + keys + "}"),
                "ValidationException");
    }

    @Test
    void what_a_rule_repeats_of_a_request_is_cut() {
        Answer answer = server.kms("RevokeGrant", "{\"KeyId\":\"alias/x\",\"GrantId\":\"" + "g".repeat(128) + "\"}");
        assertThat(answer.status()).isEqualTo(400);

        Answer constraint = server.kms(
                "CreateGrant",
                "{\"KeyId\":\"1234abcd-12ab-34cd-56ef-1234567890ab\",\"GranteePrincipal\":\"arn:aws:iam::"
                        + TestServer.ACCOUNT
                        + ":root\",\"Operations\":[\"Encrypt\"],\"Constraints\":{\"EncryptionContextEquals\":{\""
                        + "k".repeat(7_000) + "\":\"" + "v".repeat(400) + "\"}}}");
        assertThat(constraint.status()).isEqualTo(400);
        assertThat(constraint.body()).contains("ValidationException", "…").hasSizeLessThan(ANSWER_BYTES_MAX);
    }

    @Test
    void tags_beyond_the_limit_are_not_held_against_policies() {
        String tags = IntStream.range(0, 51)
                .mapToObj(i -> "{\"TagKey\":\"" + i + "\",\"TagValue\":\"\"}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(server.kms(
                                nobody,
                                "TagResource",
                                "{\"KeyId\":\"1234abcd-12ab-34cd-56ef-1234567890ab\",\"Tags\":" + tags + "}")
                        .body())
                .contains("TagException", "Too many tags");
        assertThat(server.kms(nobody, "CreateKey", "{\"Tags\":" + tags + "}").body())
                .contains("TagException");
    }
}
