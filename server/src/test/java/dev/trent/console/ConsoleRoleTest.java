package dev.trent.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.cli.MovedClock;
import dev.trent.cli.TestServer;
import dev.trent.cli.TestServer.UserKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;

/// A user switches to a role and back.
class ConsoleRoleTest {
    private static final String A = TestServer.ACCOUNT;
    private static final String B = "444455556666";
    private static final String ROLE = "arn:aws:iam::" + A + ":role/team/ops";
    private static final String OTHER_ROLE = "arn:aws:iam::" + B + ":role/guest";
    private static final String LIST_KEYS =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"kms:ListKeys\",\"Resource\":\"*\"}}";
    private static final String ASSUME =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\"}}";

    @TempDir
    Path data;

    private TestServer server;
    private Browser browser;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
        browser = new Browser(() -> server.uri());
        try (IamClient iam = server.iam(A);
                IamClient foreign = server.iam(B)) {
            iam.createRole(r -> r.roleName("ops").path("/team/").assumeRolePolicyDocument(trust()));
            iam.putRolePolicy(r -> r.roleName("ops").policyName("p").policyDocument(LIST_KEYS));
            foreign.createRole(r -> r.roleName("guest").maxSessionDuration(7200).assumeRolePolicyDocument(trust()));
        }
        UserKey ann = server.user(A, "ann", ASSUME);
        browser.signIn(ann.accessKeyId(), ann.secret());
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    private static String trust() {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + A
                + "\"},\"Action\":\"sts:AssumeRole\"}}";
    }

    private Browser.Answer switchTo(String role) {
        return browser.send("POST", "/console/session/role", "{\"roleArn\":\"" + role + "\"}", Map.of());
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
    void a_user_has_the_rights_of_the_role_and_its_own_again() {
        assertThat(list()).isEqualTo(400);

        Browser.Answer switched = switchTo(ROLE);

        assertThat(switched.status()).as(switched.body()).isEqualTo(200);
        assertThat(switched.member("role")).hasToString("{arn=" + ROLE + ", name=ops, ended=false}");
        assertThat(switched.member("arn")).isEqualTo("arn:aws:iam::" + A + ":user/ann");
        assertThat(list()).isEqualTo(200);
        assertThat(browser.query("sts", "Action=GetCallerIdentity&Version=2011-06-15")
                        .body())
                .contains("arn:aws:sts::" + A + ":assumed-role/ops/ann");
        assertThat(records("ListKeys").getLast())
                .contains("\"type\":\"AssumedRole\"", "\"sessionCredentialFromConsole\":\"true\"");

        Browser.Answer back = browser.delete("/console/session/role");

        assertThat(back.status()).isEqualTo(200);
        assertThat(back.body()).contains("\"role\":null");
        assertThat(list()).isEqualTo(400);
    }

    @Test
    void the_switch_has_the_record_of_AssumeRole() {
        switchTo(ROLE);

        assertThat(records("AssumeRole").getLast())
                .contains(
                        "\"arn\":\"arn:aws:iam::" + A + ":user/ann\"",
                        "\"roleArn\":\"" + ROLE + "\"",
                        "\"durationSeconds\":3600",
                        "\"sessionCredentialFromConsole\":\"true\"",
                        "\"userAgent\":\"Mozilla/5.0\"");
        assertThat(records("SwitchRole")).hasSize(1);
    }

    @Test
    void a_refusal_is_that_of_AssumeRole_and_changes_nothing() {
        try (IamClient iam = server.iam(A)) {
            iam.deleteUserPolicy(r -> r.userName("ann").policyName("own"));
        }

        Browser.Answer refused = switchTo(OTHER_ROLE);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.member("code")).isEqualTo("AccessDenied");
        assertThat(String.valueOf(refused.member("message"))).contains("sts:AssumeRole", OTHER_ROLE);
        assertThat(refused.header("x-trent-denial-id")).isNotEmpty();
        assertThat(switchTo("arn:aws:iam::" + A + ":role/none").status()).isEqualTo(403);
        assertThat(switchTo("no arn, and <longer> than 20 characters").member("code"))
                .isEqualTo("ValidationError");
        assertThat(browser.send("POST", "/console/session/role", "[]", Map.of()).status())
                .isEqualTo(400);
        assertThat(browser.get("/console/session").body()).contains("\"role\":null");
        assertThat(records("SwitchRole")).isEmpty();
    }

    @Test
    void a_role_of_another_account_is_switched_to_by_the_user_and_not_by_the_former_role() {
        switchTo(ROLE);

        Browser.Answer switched = switchTo(OTHER_ROLE);

        assertThat(switched.status()).as(switched.body()).isEqualTo(200);
        assertThat(records("AssumeRole").getLast())
                .contains("\"durationSeconds\":7200")
                .doesNotContain("assumed-role/ops");
        assertThat(records("SwitchRole").getLast())
                .contains("\"recipientAccountId\":\"" + B + "\"", "\"SwitchFrom\":\"arn:aws:iam::" + A + ":user/ann\"");
    }

    @Test
    void a_root_user_cannot_switch() {
        browser.signIn(A, "test");

        Browser.Answer refused = switchTo(ROLE);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.member("code")).isEqualTo("AccessDenied");
    }

    @Test
    void a_restart_keeps_the_role() {
        switchTo(ROLE);
        server.close();
        server = TestServer.start(data);

        assertThat(list()).isEqualTo(200);
    }

    @Test
    void the_end_of_the_role_leaves_the_session_of_the_user() {
        switchTo(ROLE);
        outlive();

        Browser.Answer refused = browser.kms(TestServer.REGION, "ListKeys", "{}");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.member("code")).isEqualTo("RoleEnded");
        Browser.Answer known = browser.get("/console/session");
        assertThat(known.status()).isEqualTo(200);
        assertThat(known.member("role")).hasToString("{arn=" + ROLE + ", name=ops, ended=true}");
        assertThat(known.member("arn")).isEqualTo("arn:aws:iam::" + A + ":user/ann");
    }

    @Test
    void nothing_runs_as_the_user_before_it_says_so() {
        switchTo(ROLE);
        try (IamClient iam = server.iam(A)) {
            iam.putUserPolicy(r -> r.userName("ann").policyName("list").policyDocument(LIST_KEYS));
        }
        outlive();
        assertThat(list()).isEqualTo(401);

        Browser.Answer back = browser.delete("/console/session/role");

        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(back.body()).contains("\"role\":null");
        assertThat(list()).isEqualTo(200);
        assertThat(records("ExitRole").getLast()).contains("\"arn\":\"arn:aws:iam::" + A + ":user/ann\"");
    }

    @Test
    void a_role_whose_session_has_ended_is_switched_to_again() {
        switchTo(ROLE);
        outlive();

        Browser.Answer again = switchTo(ROLE);

        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.member("role")).hasToString("{arn=" + ROLE + ", name=ops, ended=false}");
        assertThat(list()).isEqualTo(200);
    }

    @Test
    void who_has_a_role_that_ended_signs_out() {
        switchTo(ROLE);
        outlive();

        assertThat(browser.delete("/console/session").status()).isEqualTo(204);

        assertThat(browser.get("/console/session").status()).isEqualTo(401);
    }

    /// Uses the session for an hour, which is as long as the role lasts.
    private void outlive() {
        MovedClock clock = new MovedClock(server.uri());
        for (int i = 0; i < 6; i++) {
            clock.advance("PT9M");
            assertThat(list()).isEqualTo(200);
        }
        clock.advance("PT7M");
    }

    @Test
    void a_deleted_role_has_no_rights_and_is_left() {
        switchTo(ROLE);
        try (IamClient iam = server.iam(A)) {
            iam.deleteRolePolicy(r -> r.roleName("ops").policyName("p"));
            iam.deleteRole(r -> r.roleName("ops"));
        }

        assertThat(list()).isEqualTo(401);
        assertThat(browser.delete("/console/session/role").status()).isEqualTo(200);
        assertThat(list()).isEqualTo(400);
    }

    @Test
    void a_switch_needs_the_token_of_the_session() {
        assertThat(browser.send(
                                "POST",
                                "/console/session/role",
                                "{\"roleArn\":\"" + ROLE + "\"}",
                                Map.of("X-Trent-CSRF", "sign-in"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.send("DELETE", "/console/session/role", null, Map.of("X-Trent-CSRF", ""))
                        .status())
                .isEqualTo(403);
        assertThat(records("SwitchRole")).isEmpty();
    }
}
