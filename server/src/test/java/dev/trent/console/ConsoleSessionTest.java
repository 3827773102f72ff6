package dev.trent.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.cli.MovedClock;
import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.UserKey;
import dev.trent.policy.Tree;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/// Sign-in, sessions and their ends, and the calls of the API that they make.
class ConsoleSessionTest {
    private static final String A = TestServer.ACCOUNT;
    private static final String ALLOW =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    @TempDir
    Path data;

    private TestServer server;
    private Browser browser;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
        browser = new Browser(this::uri);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    private URI uri() {
        return server.uri();
    }

    private void restart() {
        server.close();
        server = TestServer.start(data);
    }

    private void advance(String by) {
        new MovedClock(server.uri()).advance(by);
    }

    private int status() {
        return browser.kms(TestServer.REGION, "ListKeys", "{}").status();
    }

    private void signedOut(String... words) {
        Browser.Answer answer = browser.kms(TestServer.REGION, "ListKeys", "{}");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.member("code")).isEqualTo("SessionEnded");
        assertThat(answer.body()).contains(words);
        assertThat(answer.header("Set-Cookie")).contains("Max-Age=0");
    }

    private List<String> records(String eventName) {
        return AuditLog.records(data.resolve("audit")).stream()
                .filter(line -> line.contains("\"eventName\":\"" + eventName + "\""))
                .toList();
    }

    @Test
    void before_the_sign_in_a_server_for_development_gives_its_key_away() {
        Browser.Answer answer = browser.get("/console/session");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.member("signIn"))
                .isEqualTo(Map.of("accessKeyId", "test", "secretAccessKey", "test", "account", "000000000000"));
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void a_sign_in_answers_the_session_and_a_cookie_that_no_script_reads() {
        Browser.Answer answer = browser.trySignIn("test", "test", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie"))
                .matches("trent-session=[A-Za-z0-9_-]{43}; Path=/console; HttpOnly; SameSite=Strict");
        assertThat(answer.member("arn")).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(answer.member("accountId")).isEqualTo("000000000000");
        assertThat(answer.member("userName")).isEqualTo("root");
        assertThat(answer.body())
                .contains("\"role\":null", "\"method\":\"accessKey\"", "\"mfa\":false", "\"dev\":true");
        assertThat(String.valueOf(answer.member("idleSeconds"))).isEqualTo("900");
        assertThat(answer.member("region")).isEqualTo("us-east-1");
        assertThat(answer.body())
                .doesNotContain(String.valueOf(browser.cookie()).substring("trent-session=".length()));
        assertThat(browser.get("/console/session").body()).isEqualTo(answer.body());
    }

    @Test
    void every_failed_sign_in_has_one_answer() {
        UserKey ann = server.user(A, "ann", null);
        server.iam(A)
                .updateAccessKey(
                        r -> r.userName("ann").accessKeyId(ann.accessKeyId()).status(StatusType.INACTIVE));
        UserKey bob = server.user(A, "bob", null);

        String answer = browser.trySignIn(bob.accessKeyId(), "wrong", null).body();

        assertThat(answer).contains("\"code\":\"SignInFailed\"");
        assertThat(browser.trySignIn("AKIANOBODY0000000000", bob.secret(), null).body())
                .isEqualTo(answer);
        assertThat(browser.trySignIn(ann.accessKeyId(), ann.secret(), null).body())
                .isEqualTo(answer);
        assertThat(browser.trySignIn(bob.accessKeyId(), bob.secret(), "token").body())
                .isEqualTo(answer);
        assertThat(browser.trySignIn(bob.accessKeyId(), "", null).body()).isEqualTo(answer);
        assertThat(browser.cookie()).isNull();
    }

    @Test
    void a_sign_in_never_takes_over_a_cookie() {
        browser.useCookie("trent-session=" + "A".repeat(43));
        browser.signIn(A, "test");
        String first = browser.cookie();

        browser.signIn(A, "test");

        assertThat(first).isNotEqualTo("trent-session=" + "A".repeat(43));
        assertThat(browser.cookie()).isNotEqualTo(first);
        browser.useCookie(first);
        assertThat(status()).isEqualTo(401);
    }

    @Test
    void the_api_answers_as_it_answers_a_signature() {
        UserKey ann = server.user(A, "ann", ALLOW);
        browser.signIn(ann.accessKeyId(), ann.secret());

        Browser.Answer made = browser.kms("eu-west-1", "CreateKey", "{}");
        String key = String.valueOf(
                Tree.map(requireNonNull(made.member("KeyMetadata"))).get("Arn"));

        assertThat(key).startsWith("arn:aws:kms:eu-west-1:" + A + ":key/");
        assertThat(browser.query("iam", "Action=GetUser&Version=2010-05-08").body())
                .contains("<UserName>ann</UserName>");
        assertThat(browser.query("sts", "Action=GetCallerIdentity&Version=2011-06-15")
                        .body())
                .contains("<Arn>arn:aws:iam::" + A + ":user/ann</Arn>");
        Browser.Answer wrong = browser.kms("eu-west-1", "DescribeKey", "{\"KeyId\":\"none\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("NotFoundException");
        assertThat(browser.query("sts", "Action=GetUser&Version=2010-05-08").status())
                .isEqualTo(400);
        assertThat(browser.send(
                                "POST",
                                "/console/api/cloudtrail/us-east-1",
                                "{}",
                                Map.of("X-Amz-Target", "TrentService.ListKeys"))
                        .body())
                .contains("InvalidSignatureException", "cloudtrail");
    }

    @Test
    void the_record_names_the_session_and_the_console() {
        UserKey ann = server.user(A, "ann", ALLOW);
        browser.signIn(ann.accessKeyId(), ann.secret());
        browser.kms(TestServer.REGION, "GenerateRandom", "{\"NumberOfBytes\":8}");

        String record = records("GenerateRandom").getLast();

        assertThat(record)
                .contains(
                        "\"type\":\"IAMUser\"",
                        "\"arn\":\"arn:aws:iam::" + A + ":user/ann\"",
                        "\"accessKeyId\":\"ASIA",
                        "\"userName\":\"ann\",\"sessionContext\":{\"attributes\":{\"creationDate\":\"",
                        "\"mfaAuthenticated\":\"false\"",
                        "\"sessionCredentialFromConsole\":\"true\"}");
        assertThat(record).doesNotContain(ann.accessKeyId(), String.valueOf(browser.cookie()));
        server.kms(ann, "GenerateRandom", "{\"NumberOfBytes\":8}");
        assertThat(records("GenerateRandom").getLast()).doesNotContain("sessionCredentialFromConsole");
    }

    @Test
    void a_denial_is_explained_through_the_console() {
        UserKey ann = server.user(
                A,
                "ann",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Action\":\"sts:DecodeAuthorizationMessage\",\"Resource\":\"*\"}]}");
        browser.signIn(ann.accessKeyId(), ann.secret());

        Browser.Answer denied = browser.kms(TestServer.REGION, "ListKeys", "{}");

        assertThat(denied.status()).isEqualTo(400);
        assertThat(denied.body()).contains("AccessDeniedException");
        assertThat(denied.header("x-trent-denial-id")).isNotEmpty();
        assertThat(browser.query(
                                "sts",
                                "Action=DecodeAuthorizationMessage&Version=2011-06-15&EncodedMessage="
                                        + denied.header("x-trent-denial-id"))
                        .body())
                .contains("<DecodedMessage>");
    }

    @ParameterizedTest
    @CsvSource({"GetSessionToken,", "GetFederationToken,&Name=ann"})
    void no_further_session_is_made_of_one(String operation, @Nullable String more) {
        browser.signIn(A, "test");

        Browser.Answer answer =
                browser.query("sts", "Action=" + operation + "&Version=2011-06-15" + (more == null ? "" : more));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("Cannot call " + operation + " with session credentials");
    }

    @Test
    void a_sign_out_ends_the_session_on_the_server() {
        browser.signIn(A, "test");
        String cookie = browser.cookie();

        Browser.Answer answer = browser.delete("/console/session");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Clear-Site-Data")).isEqualTo("\"cache\", \"cookies\", \"storage\"");
        assertThat(browser.cookie()).isNull();
        browser.useCookie(cookie);
        signedOut("has ended");
        browser.useCookie(cookie);
        assertThat(browser.delete("/console/session").status()).isEqualTo(204);
    }

    @Test
    void another_page_cannot_sign_out() {
        browser.signIn(A, "test");

        assertThat(browser.send("DELETE", "/console/session", null, Map.of("X-Trent-CSRF", ""))
                        .status())
                .isEqualTo(403);
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void a_user_sees_and_ends_its_own_sessions_only() {
        UserKey ann = server.user(A, "ann", ALLOW);
        browser.signIn(ann.accessKeyId(), ann.secret());
        try (Browser other = new Browser(this::uri).signIn(ann.accessKeyId(), ann.secret());
                Browser third = new Browser(this::uri).signIn(ann.accessKeyId(), ann.secret());
                Browser root = new Browser(this::uri).signIn(A, "test")) {
            List<Map<String, Object>> sessions = sessions(browser);
            assertThat(sessions).hasSize(3);
            assertThat(sessions)
                    .filteredOn(session -> "true".equals(String.valueOf(session.get("current"))))
                    .hasSize(1);
            assertThat(sessions.getFirst())
                    .containsKeys("id", "began", "lastSeen", "expires", "userAgent")
                    .containsEntry("sourceIp", "127.0.0.1");
            String ofRoot = String.valueOf(sessions(root).getFirst().get("id"));

            assertThat(browser.delete("/console/sessions/" + ofRoot).status()).isEqualTo(404);
            assertThat(browser.delete("/console/sessions/" + sessions.get(1).get("id"))
                            .status())
                    .isEqualTo(204);
            assertThat(other.get("/console/session").status()).isEqualTo(401);
            assertThat(third.get("/console/session").status()).isEqualTo(200);
            assertThat(browser.delete("/console/sessions?others=true").status()).isEqualTo(204);
            assertThat(third.get("/console/session").status()).isEqualTo(401);
            assertThat(root.get("/console/session").status()).isEqualTo(200);
            assertThat(sessions(browser)).hasSize(1);
        }
    }

    @SuppressWarnings("unchecked") // of a list of objects
    private static List<Map<String, Object>> sessions(Browser browser) {
        return (List<Map<String, Object>>) (List<?>) List.copyOf(
                (List<?>) requireNonNull(browser.get("/console/sessions").member("sessions")));
    }

    @Test
    void the_oldest_session_makes_room_for_the_twenty_first() {
        browser.signIn(A, "test");
        try (Browser others = new Browser(this::uri)) {
            for (int i = 0; i < 19; i++) {
                others.useCookie(null);
                others.signIn(A, "test");
            }
            assertThat(status()).isEqualTo(200);

            others.useCookie(null);
            others.signIn(A, "test");

            signedOut("has ended");
            assertThat(sessions(others)).hasSize(20);
            assertThat(records("Logout")).hasSize(1);
        }
    }

    @Test
    void a_session_goes_with_its_access_key() {
        UserKey ann = server.user(A, "ann", ALLOW);
        browser.signIn(ann.accessKeyId(), ann.secret());
        try (IamClient iam = server.iam(A)) {
            iam.updateAccessKey(
                    r -> r.userName("ann").accessKeyId(ann.accessKeyId()).status(StatusType.INACTIVE));
        }

        signedOut("not active any more");
    }

    @Test
    void a_session_goes_with_its_user() {
        UserKey ann = server.user(A, "ann", null);
        browser.signIn(ann.accessKeyId(), ann.secret());
        try (IamClient iam = server.iam(A)) {
            iam.deleteAccessKey(r -> r.userName("ann").accessKeyId(ann.accessKeyId()));
            iam.deleteUser(r -> r.userName("ann"));
        }

        signedOut("not active any more");
    }

    @Test
    void an_operator_ends_the_sessions_of_an_account() {
        browser.signIn(A, "test");

        server.operator("sessions", "revoke", "--account", A);

        signedOut("not active any more");
    }

    @Test
    void an_unused_session_ends_after_a_quarter_of_an_hour() {
        browser.signIn(A, "test");
        advance("PT14M");
        assertThat(status()).isEqualTo(200);
        advance("PT14M");
        assertThat(status()).isEqualTo(200);
        advance("PT15M");

        signedOut("has ended");
    }

    @Test
    void what_the_page_does_by_itself_keeps_no_session_alive() {
        browser.signIn(A, "test");
        advance("PT10M");
        assertThat(browser.kms(TestServer.REGION, "ListKeys", "{}", Map.of("X-Trent-Background", "true"))
                        .status())
                .isEqualTo(200);
        assertThat(browser.get("/console/session").status()).isEqualTo(200);
        advance("PT6M");

        signedOut("has ended");
    }

    @Test
    void a_used_session_ends_after_twelve_hours() {
        browser.signIn(A, "test");
        for (int i = 0; i < 51; i++) {
            advance("PT14M");
            assertThat(status()).as("after " + (i + 1) * 14 + " minutes").isEqualTo(200);
        }
        advance("PT6M");

        signedOut("has ended");
    }

    @Test
    void a_restart_keeps_sessions_and_their_ends() {
        browser.signIn(A, "test");
        String ended = browser.cookie();
        browser.delete("/console/session");
        browser.signIn(A, "test");
        advance("PT10M");
        assertThat(status()).isEqualTo(200);

        restart();

        assertThat(status()).isEqualTo(200);
        // The last use is stored too.
        advance("PT14M");
        restart();
        assertThat(browser.get("/console/session").status()).isEqualTo(200);
        browser.useCookie(ended);
        assertThat(browser.get("/console/session").status()).isEqualTo(401);
    }

    @Test
    void a_session_token_signs_in_until_it_expires_and_gives_no_further_rights() {
        UserKey ann = server.user(A, "ann", ALLOW);
        Credentials given;
        try (StsClient sts = server.sts(AwsBasicCredentials.create(ann.accessKeyId(), ann.secret()))) {
            given = sts.getSessionToken(r -> r.durationSeconds(900)).credentials();
        }
        Browser.Answer answer = browser.trySignIn(given.accessKeyId(), given.secretAccessKey(), given.sessionToken());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.member("arn")).isEqualTo("arn:aws:iam::" + A + ":user/ann");
        assertThat(status()).isEqualTo(200);
        assertThat(browser.query("iam", "Action=ListUsers&Version=2010-05-08").body())
                .contains("InvalidClientTokenId");
        advance("PT14M");
        assertThat(status()).isEqualTo(200);
        advance("PT2M");
        signedOut("has ended");
        assertThat(browser.trySignIn(given.accessKeyId(), given.secretAccessKey(), given.sessionToken())
                        .status())
                .isEqualTo(401);
    }

    private void role() {
        try (IamClient iam = server.iam(A)) {
            iam.createRole(r -> r.roleName("ops")
                    .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Principal\":{\"AWS\":\"" + A + "\"},\"Action\":\"sts:AssumeRole\"}]}"));
            iam.putRolePolicy(r -> r.roleName("ops").policyName("all").policyDocument(ALLOW));
        }
    }

    private Credentials assumed(UserKey user) {
        try (StsClient sts = server.sts(AwsBasicCredentials.create(user.accessKeyId(), user.secret()))) {
            return sts.assumeRole(
                            r -> r.roleArn("arn:aws:iam::" + A + ":role/ops").roleSessionName("night"))
                    .credentials();
        }
    }

    @Test
    void a_role_session_signs_in_as_the_role() {
        UserKey ann = server.user(A, "ann", ALLOW);
        role();
        Credentials given = assumed(ann);

        Browser.Answer answer = browser.trySignIn(given.accessKeyId(), given.secretAccessKey(), given.sessionToken());

        assertThat(answer.member("arn")).isEqualTo("arn:aws:sts::" + A + ":assumed-role/ops/night");
        assertThat(answer.body()).contains("\"userName\":null");
        assertThat(status()).isEqualTo(200);
        assertThat(records("ListKeys").getLast())
                .contains("\"type\":\"AssumedRole\"", "\"sessionCredentialFromConsole\":\"true\"")
                .doesNotContain(given.accessKeyId());
    }

    /// Callers choose the name of a session of a role themselves.
    @Test
    void sessions_of_one_role_and_name_do_not_see_each_other() {
        UserKey ann = server.user(A, "ann", ALLOW);
        UserKey bob = server.user(A, "bob", ALLOW);
        role();
        Credentials first = assumed(ann);
        Credentials second = assumed(bob);

        try (Browser other = new Browser(server::uri)) {
            browser.trySignIn(first.accessKeyId(), first.secretAccessKey(), first.sessionToken());
            other.trySignIn(second.accessKeyId(), second.secretAccessKey(), second.sessionToken());

            assertThat(other.get("/console/sessions").body().split("\"current\"", -1))
                    .hasSize(2);
            assertThat(other.send("DELETE", "/console/sessions?others=true", "", Map.of())
                            .status())
                    .isEqualTo(204);
            assertThat(status()).isEqualTo(200);
        }
    }

    @Test
    void the_database_has_no_value_of_a_cookie() throws Exception {
        browser.signIn(A, "test");
        String secret = String.valueOf(browser.cookie()).substring("trent-session=".length());
        server.close();

        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
        server = TestServer.start(data);
    }
}
