package dev.trent.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.MovedClock;
import dev.trent.cli.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.LoginProfile;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;

/// Console passwords and the rules for them, through the front door.
class LoginProfileTest {
    private static final String FIRST = "Grün-und-blau-7";
    private static final String SECOND = "another Password 8";
    private static final String VIOLATED = "Password does not conform to the account password policy.";
    private static final String REUSED =
            "Policy constraint violation with password reuse prevention during password change.";

    private TestServer server;
    private IamClient iam;

    @BeforeEach
    void start(@TempDir Path data) {
        server = TestServer.start(data);
        iam = server.iam(TestServer.ACCOUNT);
        iam.createUser(b -> b.userName("dana"));
    }

    @AfterEach
    void stop() {
        iam.close();
        server.close();
    }

    private IamClient dana() {
        AccessKey key = iam.createAccessKey(b -> b.userName("dana")).accessKey();
        return server.iam(key.accessKeyId(), key.secretAccessKey());
    }

    private void allow(String action) {
        iam.putUserPolicy(b -> b.userName("dana")
                .policyName("own")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"" + action
                        + "\",\"Resource\":\"arn:aws:iam::111122223333:user/${aws:username}\"}}"));
    }

    private static void refused(ThrowingCallable call, int status, String code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refused -> {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refused.awsErrorDetails().errorMessage()).contains(message);
            assertThat(refused.statusCode()).isEqualTo(status);
        });
    }

    private void create(String password) {
        iam.createLoginProfile(b -> b.userName("dana").password(password));
    }

    @Test
    void a_profile_is_made_told_changed_and_removed() {
        LoginProfile made = iam.createLoginProfile(
                        b -> b.userName("dana").password(FIRST).passwordResetRequired(true))
                .loginProfile();
        assertThat(made.userName()).isEqualTo("dana");
        assertThat(made.passwordResetRequired()).isTrue();
        assertThat(iam.getLoginProfile(b -> b.userName("dana")).loginProfile()).isEqualTo(made);
        refused(() -> create(SECOND), 409, "EntityAlreadyExists", "Login Profile for User dana already exists.");
        iam.updateLoginProfile(b -> b.userName("dana").password(SECOND));
        iam.updateLoginProfile(b -> b.userName("dana").passwordResetRequired(false));
        assertThat(iam.getLoginProfile(b -> b.userName("dana")).loginProfile().passwordResetRequired())
                .isFalse();
        refused(
                () -> iam.deleteUser(b -> b.userName("dana")),
                409,
                "DeleteConflict",
                "Cannot delete entity, must delete login profile first.");
        iam.deleteLoginProfile(b -> b.userName("dana"));
        List<ThrowingCallable> gone = List.of(
                () -> iam.getLoginProfile(b -> b.userName("dana")),
                () -> iam.updateLoginProfile(b -> b.userName("dana").password(SECOND)),
                () -> iam.deleteLoginProfile(b -> b.userName("dana")));
        for (ThrowingCallable call : gone) {
            refused(call, 404, "NoSuchEntity", "Login Profile for User dana cannot be found.");
        }
        iam.deleteUser(b -> b.userName("dana"));
    }

    @Test
    void a_user_changes_its_own_password_with_the_old_one() {
        create(FIRST);
        allow("iam:ChangePassword");
        try (IamClient dana = dana()) {
            refused(
                    () -> dana.changePassword(b -> b.oldPassword(SECOND).newPassword("another Password 9")),
                    403,
                    "AccessDenied",
                    "The old password was incorrect.");
            refused(
                    () -> dana.changePassword(b -> b.oldPassword(FIRST).newPassword(FIRST)),
                    400,
                    "PasswordPolicyViolation",
                    REUSED);
            dana.changePassword(b -> b.oldPassword(FIRST).newPassword(SECOND));
            dana.changePassword(b -> b.oldPassword(SECOND).newPassword(FIRST));
        }
        refused(
                () -> iam.changePassword(b -> b.oldPassword(FIRST).newPassword(SECOND)),
                400,
                "InvalidUserType",
                "Only IAM Users can change their own password.");
    }

    /// Whoever has the user's access key could guess the password here.
    @Test
    void wrong_old_passwords_make_the_user_wait() {
        create(FIRST);
        allow("iam:ChangePassword");
        try (IamClient dana = dana()) {
            for (int i = 0; i < 5; i++) {
                refused(
                        () -> dana.changePassword(b -> b.oldPassword(SECOND).newPassword("another Password 9")),
                        403,
                        "AccessDenied",
                        "The old password was incorrect.");
            }
            refused(
                    () -> dana.changePassword(b -> b.oldPassword(FIRST).newPassword(SECOND)),
                    400,
                    "Throttling",
                    "Rate exceeded");
        }
    }

    @Test
    void without_the_right_nobody_changes_a_password_unless_the_account_lets_everybody() {
        create(FIRST);
        try (IamClient dana = dana()) {
            ThrowingCallable change =
                    () -> dana.changePassword(b -> b.oldPassword(FIRST).newPassword(SECOND));
            refused(change, 403, "AccessDenied", "not authorized to perform: iam:ChangePassword");
            refused(
                    dana::getAccountPasswordPolicy,
                    403,
                    "AccessDenied",
                    "not authorized to perform: iam:GetAccountPasswordPolicy");
            iam.updateAccountPasswordPolicy(b -> b.allowUsersToChangePassword(true));
            iam.putUserPolicy(b -> b.userName("dana")
                    .policyName("own")
                    .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":"
                            + "\"iam:ChangePassword\",\"Resource\":\"*\"}}"));
            refused(change, 403, "AccessDenied", "with an explicit deny in an identity-based policy");
            iam.deleteUserPolicy(b -> b.userName("dana").policyName("own"));
            assertThatCode(change).doesNotThrowAnyException();
            assertThat(dana.getAccountPasswordPolicy().passwordPolicy().allowUsersToChangePassword())
                    .isTrue();
        }
    }

    @Test
    void an_account_without_a_policy_has_the_usual_rules() {
        iam.createAccountAlias(b -> b.accountAlias("ledger-works-2026"));
        for (String weak : List.of("Short-1", "only-lower-and-symbols", "ONLYUPPER12345", "ledger-works-2026")) {
            refused(() -> create(weak), 400, "PasswordPolicyViolation", VIOLATED);
        }
        refused(
                iam::getAccountPasswordPolicy,
                404,
                "NoSuchEntity",
                "The Password Policy with domain name 111122223333 cannot be found.");
        refused(
                iam::deleteAccountPasswordPolicy,
                404,
                "NoSuchEntity",
                "The Password Policy with domain name 111122223333 cannot be found.");
        create("ledger-works-2027");
    }

    @Test
    void a_policy_of_the_account_holds_for_new_passwords() {
        iam.updateAccountPasswordPolicy(b -> {});
        PasswordPolicy usual = iam.getAccountPasswordPolicy().passwordPolicy();
        assertThat(usual.minimumPasswordLength()).isEqualTo(6);
        assertThat(List.of(
                        usual.requireSymbols(),
                        usual.requireNumbers(),
                        usual.requireUppercaseCharacters(),
                        usual.requireLowercaseCharacters(),
                        usual.allowUsersToChangePassword(),
                        usual.expirePasswords()))
                .containsOnly(false);
        assertThat(usual.maxPasswordAge()).isNull();
        assertThat(usual.passwordReusePrevention()).isNull();
        assertThat(usual.hardExpiry()).isNull();

        iam.updateAccountPasswordPolicy(b -> b.minimumPasswordLength(12)
                .requireLowercaseCharacters(true)
                .requireNumbers(true)
                .requireSymbols(true)
                .requireUppercaseCharacters(true)
                .maxPasswordAge(90)
                .passwordReusePrevention(24)
                .hardExpiry(true));
        PasswordPolicy strict = iam.getAccountPasswordPolicy().passwordPolicy();
        assertThat(strict.expirePasswords()).isTrue();
        assertThat(strict.maxPasswordAge()).isEqualTo(90);
        assertThat(strict.passwordReusePrevention()).isEqualTo(24);
        assertThat(strict.hardExpiry()).isTrue();
        // The symbols are those that AWS lists: a space and a dot are none of them.
        for (String weak : List.of(
                "Aa1-short", "AAAAAAAAAA1-", "aaaaaaaaaa1-", "Aaaaaaaaaaa-", "Aaaaaaaaaaa1", "Aaaaaaa 1. aaaa")) {
            refused(() -> create(weak), 400, "PasswordPolicyViolation", VIOLATED);
        }
        create("Aaaaaaaaaa1-");
        iam.deleteAccountPasswordPolicy();
        iam.updateLoginProfile(b -> b.userName("dana").password(SECOND));
    }

    @Test
    void values_outside_the_limits_are_refused() {
        refused(
                () -> iam.updateAccountPasswordPolicy(b -> b.minimumPasswordLength(5)),
                400,
                "ValidationError",
                "Value '5' at 'minimumPasswordLength' failed to satisfy constraint: Member must have value greater than"
                        + " or equal to 6");
        refused(
                () -> iam.updateAccountPasswordPolicy(b -> b.maxPasswordAge(1096)),
                400,
                "ValidationError",
                "less than or equal to 1095");
        refused(
                () -> iam.updateAccountPasswordPolicy(b -> b.passwordReusePrevention(25)),
                400,
                "ValidationError",
                "less than or equal to 24");
        assertThatThrownBy(() -> create("Passwort €uro 1"))
                .hasMessageContaining("Value at 'password' failed to satisfy constraint: Member must satisfy regular"
                        + " expression pattern")
                .hasMessageNotContaining("uro");
        refused(() -> create("aA1-".repeat(32) + "x"), 400, "ValidationError", "length less than or equal to 128");
    }

    @Test
    void an_earlier_password_comes_again_only_after_as_many_as_the_policy_says() {
        iam.updateAccountPasswordPolicy(b -> b.passwordReusePrevention(3));
        create("password-1");
        iam.updateLoginProfile(b -> b.userName("dana").password("password-2"));
        iam.updateLoginProfile(b -> b.userName("dana").password("password-3"));
        for (String used : List.of("password-1", "password-2", "password-3")) {
            refused(
                    () -> iam.updateLoginProfile(b -> b.userName("dana").password(used)),
                    400,
                    "PasswordPolicyViolation",
                    REUSED);
        }
        iam.updateLoginProfile(b -> b.userName("dana").password("password-4"));
        iam.updateLoginProfile(b -> b.userName("dana").password("password-1"));
    }

    @Test
    void the_report_tells_of_passwords() {
        iam.updateAccountPasswordPolicy(b -> b.maxPasswordAge(90));
        iam.createUser(b -> b.userName("eve"));
        create(FIRST);
        iam.generateCredentialReport();
        String csv = iam.getCredentialReport().content().asString(StandardCharsets.UTF_8);
        String changed = new MovedClock(server.uri()).now().toString().substring(0, 10);
        String[] dana = csv.lines()
                .filter(line -> line.startsWith("dana,"))
                .findFirst()
                .orElseThrow()
                .split(",", -1);
        assertThat(dana[3]).isEqualTo("true");
        assertThat(dana[4]).isEqualTo("no_information");
        assertThat(dana[5]).startsWith(changed);
        assertThat(Instant.parse(dana[6])).isEqualTo(Instant.parse(dana[5]).plus(Duration.ofDays(90)));
        assertThat(dana[7]).isEqualTo("false");
        String[] eve = csv.lines()
                .filter(line -> line.startsWith("eve,"))
                .findFirst()
                .orElseThrow()
                .split(",", -1);
        assertThat(List.of(eve).subList(3, 8)).containsExactly("false", "N/A", "N/A", "N/A", "false");
    }
}
