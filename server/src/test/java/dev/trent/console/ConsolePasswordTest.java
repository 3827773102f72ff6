package dev.trent.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.cli.MovedClock;
import dev.trent.cli.TestServer;
import dev.trent.iam.Authenticator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;

/// The sign-in with a password and a second factor.
class ConsolePasswordTest {
    private static final String A = TestServer.ACCOUNT;
    private static final String PASSWORD = "Grün-und-blau-7";
    private static final String ALLOW =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final String WITH_MFA = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"kms:*\",\"Resource\":\"*\","
            + "\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}}]}";

    @TempDir
    Path data;

    private TestServer server;
    private Browser browser;
    private IamClient iam;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
        browser = new Browser(server::uri);
        iam = server.iam(A);
    }

    @AfterEach
    void stop() {
        iam.close();
        browser.close();
        server.close();
    }

    private void user(String policy, boolean resetRequired) {
        iam.createUser(r -> r.userName("dana"));
        iam.putUserPolicy(r -> r.userName("dana").policyName("own").policyDocument(policy));
        iam.createLoginProfile(r -> r.userName("dana").password(PASSWORD).passwordResetRequired(resetRequired));
    }

    private Authenticator secondFactor() {
        var device =
                iam.createVirtualMFADevice(r -> r.virtualMFADeviceName("phone")).virtualMFADevice();
        Authenticator phone = new Authenticator(device.base32StringSeed().asString(StandardCharsets.US_ASCII));
        var now = new MovedClock(server.uri()).now();
        iam.enableMFADevice(r -> r.userName("dana")
                .serialNumber(device.serialNumber())
                .authenticationCode1(phone.codeBefore(now))
                .authenticationCode2(phone.code(now)));
        return phone;
    }

    private Browser.Answer signIn(String account, String userName, String password, String... code) {
        return browser.trySignIn("{\"account\":\"" + account + "\",\"userName\":\"" + userName + "\",\"password\":\""
                + password + "\"" + (code.length == 0 ? "" : ",\"mfaCode\":\"" + code[0] + "\"") + "}");
    }

    private int list() {
        return browser.kms(TestServer.REGION, "ListKeys", "{}").status();
    }

    private List<String> records(String eventName) {
        return AuditLog.records(data.resolve("audit")).stream()
                .filter(line -> line.contains("\"eventName\":\"" + eventName + "\""))
                .toList();
    }

    @Test
    void a_user_signs_in_by_the_id_or_the_alias_of_its_account() {
        user(ALLOW, false);
        iam.createAccountAlias(r -> r.accountAlias("acme"));

        Browser.Answer answer = signIn(A, "dana", PASSWORD);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.member("arn")).isEqualTo("arn:aws:iam::" + A + ":user/dana");
        assertThat(answer.member("method")).isEqualTo("password");
        assertThat(answer.body()).contains("\"passwordResetRequired\":false", "\"mfa\":false");
        assertThat(list()).isEqualTo(200);
        assertThat(browser.query("iam", "Action=ListUsers&Version=2010-05-08").status())
                .isEqualTo(200);
        assertThat(signIn("acme", "dana", PASSWORD).status()).isEqualTo(200);
        assertThat(records("ConsoleLogin").getLast())
                .contains("\"ConsoleLogin\":\"Success\"", "\"userName\":\"dana\"", "\"SignInMethod\":\"password\"")
                .doesNotContain(PASSWORD);
    }

    @Test
    void every_failure_has_one_answer_and_its_record() {
        user(ALLOW, false);
        iam.createUser(r -> r.userName("none"));

        String answer = signIn(A, "dana", "wrong").body();

        assertThat(answer).contains("\"code\":\"SignInFailed\"");
        assertThat(records("ConsoleLogin").getLast()).contains("\"userName\":\"dana\"", "Failed authentication");
        assertThat(signIn(A, "none", PASSWORD).body()).isEqualTo(answer);
        assertThat(signIn(A, "MyPassword1", PASSWORD).body()).isEqualTo(answer);
        assertThat(records("ConsoleLogin").getLast())
                .contains("\"userName\":\"HIDDEN_DUE_TO_SECURITY_REASONS\"")
                .doesNotContain("MyPassword1");
        assertThat(signIn(A, "x".repeat(10_000), PASSWORD).body()).isEqualTo(answer);
        assertThat(signIn(A, "dana", "x".repeat(10_000)).body()).isEqualTo(answer);
        int before = records("ConsoleLogin").size();
        assertThat(signIn("999999999999", "dana", PASSWORD).body()).isEqualTo(answer);
        assertThat(signIn("none", "dana", PASSWORD).body()).isEqualTo(answer);
        assertThat(records("ConsoleLogin")).hasSize(before);
        assertThat(browser.trySignIn("{\"account\":\"" + A + "\",\"password\":\"" + PASSWORD + "\"}")
                        .body())
                .isEqualTo(answer);
    }

    @Test
    void one_user_is_counted_once_however_it_is_written() {
        user(ALLOW, false);
        iam.createAccountAlias(r -> r.accountAlias("acme"));
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(A, "dana", "wrong").status()).isEqualTo(401);
            assertThat(signIn("acme", "DANA", "wrong").status()).isEqualTo(401);
        }

        assertThat(signIn(A, "Dana", PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void a_second_factor_is_asked_for_and_shows_in_policies_and_records() {
        user(WITH_MFA, false);
        signIn(A, "dana", PASSWORD);
        assertThat(list()).isEqualTo(400);
        Authenticator phone = secondFactor();

        Browser.Answer asked = signIn(A, "dana", PASSWORD);

        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.member("code")).isEqualTo("MfaRequired");
        assertThat(records("CheckMfa")).hasSize(1);
        assertThat(signIn(A, "dana", "wrong").member("code")).isEqualTo("SignInFailed");
        MovedClock clock = new MovedClock(server.uri());
        clock.advance("PT1M");
        String code = phone.code(clock.now());
        Browser.Answer answer = signIn(A, "dana", PASSWORD, code);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"mfa\":true");
        assertThat(list()).isEqualTo(200);
        assertThat(records("ConsoleLogin").getLast()).contains("\"MFAUsed\":\"Yes\"");
        assertThat(records("ListKeys").getLast()).contains("\"mfaAuthenticated\":\"true\"");
        // A code is good once.
        assertThat(signIn(A, "dana", PASSWORD, code).member("code")).isEqualTo("SignInFailed");
        assertThat(records("ConsoleLogin").getLast())
                .contains("\"MFAUsed\":\"Yes\"", "\"ConsoleLogin\":\"Failure\"")
                .doesNotContain(code + "\"");
    }

    @Test
    void a_user_with_a_new_password_may_only_change_it() {
        user(ALLOW, true);

        Browser.Answer answer = signIn(A, "dana", PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"passwordResetRequired\":true");
        Browser.Answer refused = browser.kms(TestServer.REGION, "ListKeys", "{}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("AccessDenied", "iam:ChangePassword");
        assertThat(browser.query("iam", "Action=ListUsers&Version=2010-05-08").status())
                .isEqualTo(403);
        assertThat(browser.query("sts", "Action=GetCallerIdentity&Version=2011-06-15")
                        .status())
                .isEqualTo(403);
        assertThat(browser.send(
                                "POST",
                                "/console/session/role",
                                "{\"roleArn\":\"arn:aws:iam::" + A + ":role/ops\"}",
                                Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(records("ListKeys").getLast()).contains("\"errorCode\":\"AccessDenied\"");

        Browser.Answer changed = browser.query(
                "iam",
                "Action=ChangePassword&Version=2010-05-08&OldPassword=Gr%C3%BCn-und-blau-7&NewPassword=Rot-und-gelb-8");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(browser.get("/console/session").body()).contains("\"passwordResetRequired\":false");
        assertThat(list()).isEqualTo(200);
        assertThat(signIn(A, "dana", PASSWORD).status()).isEqualTo(401);
        assertThat(signIn(A, "dana", "Rot-und-gelb-8").status()).isEqualTo(200);
    }

    @Test
    void a_session_goes_with_its_password() {
        user(ALLOW, false);
        signIn(A, "dana", PASSWORD);
        assertThat(list()).isEqualTo(200);
        iam.updateLoginProfile(r -> r.userName("dana").passwordResetRequired(true));
        assertThat(list()).isEqualTo(400);
        iam.deleteLoginProfile(r -> r.userName("dana"));

        assertThat(list()).isEqualTo(401);
    }

    @Test
    void a_new_password_in_place_of_a_deleted_one_brings_no_session_back() {
        user(ALLOW, false);
        signIn(A, "dana", PASSWORD);
        assertThat(list()).isEqualTo(200);
        iam.deleteLoginProfile(r -> r.userName("dana"));
        iam.createLoginProfile(r -> r.userName("dana").password("Rot-und-gelb-8"));

        assertThat(list()).isEqualTo(401);
    }
}
