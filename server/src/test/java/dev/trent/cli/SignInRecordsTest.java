package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.cli.TestServer.UserKey;
import dev.trent.console.Browser;
import dev.trent.crypto.Engine;
import dev.trent.iam.Authenticator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;

/// The records of sign-ins to the console, beside files: `records/signin/NAME.json`.
class SignInRecordsTest {
    static final String SERVICE = "signin/";

    private static final String A = TestServer.ACCOUNT;
    private static final String ALLOW =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"" + A + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final Instant NOW = Instant.parse("2026-11-23T18:41:07Z");

    private static final Set<String> COMPARED = new HashSet<>();

    @TempDir
    Path data;

    private TestServer server;
    private Browser browser;

    @BeforeEach
    void start() {
        server = TestServer.start(data, null, Engine.fastest(), InstantSource.fixed(NOW));
        browser = new Browser(server::uri);
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    private void compare(String name) throws IOException {
        String event = name.replaceAll("\\..*", "");
        List<String> records = AuditLog.records(data.resolve("audit")).stream()
                .filter(line -> line.contains("\"eventSource\":\"signin.amazonaws.com\""))
                .map(line -> line.replace(server.uri().getAuthority(), "127.0.0.1:4599"))
                .toList();
        assertThat(records.getLast()).contains("\"eventName\":\"" + event + "\"");
        COMPARED.add(SERVICE + name);
        GoldenRecord.compare(SERVICE + name, List.of(records.getLast()));
    }

    @Test
    void the_sign_ins_of_users_are_recorded() throws IOException {
        UserKey ann = server.user(A, "ann", null);
        browser.signIn(ann.accessKeyId(), ann.secret());
        compare("ConsoleLogin.user");
        browser.delete("/console/session");
        compare("Logout");
        assertThat(browser.trySignIn(ann.accessKeyId(), "wrong", null).status()).isEqualTo(401);
        compare("ConsoleLogin.user-failure");
    }

    @Test
    void the_sign_ins_of_root_users_are_recorded() throws IOException {
        browser.signIn(A, "test");
        compare("ConsoleLogin.root");
        assertThat(browser.trySignIn(A, "wrong", null).status()).isEqualTo(401);
        compare("ConsoleLogin.root-failure");
    }

    @Test
    void the_switches_of_roles_are_recorded() throws IOException {
        UserKey ann = server.user(A, "ann", ALLOW);
        try (IamClient iam = server.iam(A)) {
            iam.createRole(r -> r.roleName("ops").assumeRolePolicyDocument(TRUST));
        }
        browser.signIn(ann.accessKeyId(), ann.secret());
        browser.send("POST", "/console/session/role", "{\"roleArn\":\"arn:aws:iam::" + A + ":role/ops\"}", Map.of());
        compare("SwitchRole");
        browser.delete("/console/session/role");
        compare("ExitRole");
    }

    @Test
    void the_sign_ins_with_passwords_are_recorded() throws IOException {
        try (IamClient iam = server.iam(A)) {
            iam.createUser(r -> r.userName("ann"));
            iam.createLoginProfile(r -> r.userName("ann").password("Rot-und-gelb-8"));
            signIn("ann", "Rot-und-gelb-8");
            compare("ConsoleLogin.password");
            signIn("bob", "Rot-und-gelb-8");
            compare("ConsoleLogin.unknown-user");
            var device = iam.createVirtualMFADevice(r -> r.virtualMFADeviceName("phone"))
                    .virtualMFADevice();
            Authenticator phone = new Authenticator(device.base32StringSeed().asString(StandardCharsets.US_ASCII));
            iam.enableMFADevice(r -> r.userName("ann")
                    .serialNumber(device.serialNumber())
                    .authenticationCode1(phone.codeBefore(NOW))
                    .authenticationCode2(phone.code(NOW)));
        }
        signIn("ann", "Rot-und-gelb-8");
        compare("CheckMfa");
    }

    private void signIn(String userName, String password) {
        browser.trySignIn(
                "{\"account\":\"" + A + "\",\"userName\":\"" + userName + "\",\"password\":\"" + password + "\"}");
    }

    @Test
    void the_sign_in_with_a_link_is_recorded() throws IOException {
        assertThat(browser.follow(server.consoleLink(A)).status()).isEqualTo(200);
        compare("ConsoleLogin.first-run");
    }

    @AfterAll
    static void every_file_is_that_of_a_record() throws IOException {
        assertThat(GoldenRecord.names())
                .filteredOn(name -> name.startsWith(SERVICE))
                .containsExactlyInAnyOrderElementsOf(COMPARED);
    }
}
