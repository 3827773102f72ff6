package dev.trent.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.cli.Installation;
import dev.trent.cli.MovedClock;
import dev.trent.cli.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The link of a new installation.
class ConsoleFirstRunTest {
    private static final String A = Installation.ACCOUNT;
    private static final Pattern LINK =
            Pattern.compile("\n# http://127\\.0\\.0\\.1:4599/console/#first-run=([A-Za-z0-9_-]{43})\n");

    @TempDir
    Path data;

    private static String link(String printed) {
        Matcher found = LINK.matcher(printed);
        assertThat(found.find()).as(printed).isTrue();
        return found.group(1);
    }

    @Test
    void the_root_user_of_a_new_installation_signs_in_once() throws IOException {
        Installation made = new Installation(data.resolve("data"));
        String token = link(made.command("init", "--account", A).succeeded());

        try (Installation.Server server = made.serve();
                Browser browser = new Browser(() -> URI.create("http://127.0.0.1:" + server.port()));
                Browser other = new Browser(() -> URI.create("http://127.0.0.1:" + server.port()))) {
            Browser.Answer answer = browser.follow(token);

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.member("arn")).isEqualTo("arn:aws:iam::" + A + ":root");
            assertThat(answer.member("method")).isEqualTo("firstRun");
            assertThat(answer.body()).contains("\"dev\":false");
            assertThat(browser.kms("us-east-1", "CreateKey", "{}").status()).isEqualTo(200);
            assertThat(browser.query("iam", "Action=CreateUser&Version=2010-05-08&UserName=admin")
                            .status())
                    .isEqualTo(200);
            Browser.Answer again = other.follow(token);
            assertThat(again.status()).isEqualTo(401);
            assertThat(again.member("code")).isEqualTo("SignInFailed");
        }
        List<String> records = made.records();
        assertThat(records)
                .anyMatch(line -> line.contains("\"eventName\":\"CreateConsoleLink\""))
                .anyMatch(line -> line.contains("\"ConsoleLogin\":\"Success\"") && line.contains("firstRun"));
        assertThat(String.join("", records)).doesNotContain(token);
    }

    @Test
    void a_link_ends_with_the_sessions_and_the_credential_of_the_root_user() throws IOException {
        Installation one = new Installation(data.resolve("one"));
        String sessions = link(one.command("init", "--account", A).succeeded());
        one.command("sessions", "revoke", "--account", A, "--root-user").succeeded();
        Installation two = new Installation(data.resolve("two"));
        String printed = two.command("init", "--account", A).succeeded();
        String accessKey = printed.replaceAll("(?s).*AWS_ACCESS_KEY_ID=(\\w+).*", "$1");
        two.command("root-credential", "revoke", accessKey).succeeded();

        assertThat(followed(one, sessions)).isEqualTo(401);
        assertThat(followed(two, link(printed))).isEqualTo(401);
    }

    private static int followed(Installation made, String token) throws IOException {
        try (Installation.Server server = made.serve();
                Browser browser = new Browser(() -> URI.create("http://127.0.0.1:" + server.port()))) {
            return browser.follow(token).status();
        }
    }

    @Test
    void without_a_console_there_is_no_link() throws IOException {
        Path config = Files.writeString(data.resolve("trent.properties"), "console=off\n");

        assertThat(new Installation(data.resolve("one"))
                        .command("init", "--account", A, "--console=off")
                        .succeeded())
                .doesNotContain("first-run");
        assertThat(new Installation(data.resolve("two"))
                        .command("init", "--account", A, "--config", config.toString())
                        .succeeded())
                .doesNotContain("first-run");
    }

    @Test
    void a_link_is_good_for_a_day() {
        try (TestServer server = TestServer.start(data);
                Browser browser = new Browser(server::uri)) {
            String first = server.consoleLink(A);
            String second = server.consoleLink(A);
            new MovedClock(server.uri()).advance("PT23H59M");
            assertThat(browser.follow(first).status()).isEqualTo(200);
            new MovedClock(server.uri()).advance("PT1M");

            assertThat(browser.follow(second).status()).isEqualTo(401);
        }
    }

    @Test
    void no_other_text_is_a_link() {
        try (TestServer server = TestServer.start(data);
                Browser browser = new Browser(server::uri)) {
            String token = server.consoleLink(A);
            for (String wrong : List.of("", "x", "A".repeat(43), token + "A", "ä".repeat(43))) {
                assertThat(browser.follow(wrong).status()).as(wrong).isEqualTo(401);
            }
            assertThat(AuditLog.records(data.resolve("audit"))).noneMatch(line -> line.contains("ConsoleLogin"));
            assertThat(browser.follow(token).status()).isEqualTo(200);
        }
    }
}
