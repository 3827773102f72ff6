package dev.trent.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Arn;
import dev.trent.cli.Installation;
import dev.trent.cli.TestServer;
import dev.trent.delivery.TrailClient;
import dev.trent.keys.KeyUses;
import dev.trent.lookup.FoundEvent;
import dev.trent.lookup.LogPlace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.kms.KmsClient;

/// `trent usage`: is a key still used, and by whom?
class UsageTest {
    private static final Arn KEY =
            Arn.ofKey("eu-central-1", TestServer.ACCOUNT, "7e6d5c4b-3a29-4817-a605-f4e3d2c1b0a9");
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void it_tells_who_has_used_a_key_and_who_was_refused(@TempDir Path data) {
        Installation installation = new Installation(data);
        String arn;
        String idle;
        try (TestServer server = TestServer.start(data);
                KmsClient root = server.client(TestServer.ACCOUNT, TestServer.REGION)) {
            arn = root.createKey().keyMetadata().arn();
            idle = root.createKey().keyMetadata().arn();
            root.createAlias(request -> request.aliasName("alias/app").targetKeyId(arn));
            for (int i = 0; i < 3; i++) {
                root.encrypt(request -> request.keyId(arn).plaintext(SdkBytes.fromUtf8String("x")));
            }
            TestServer.UserKey eve = server.user(TestServer.ACCOUNT, "eve", null);
            assertThat(server.kms(eve, "Decrypt", "{\"KeyId\":\"" + arn + "\",\"CiphertextBlob\":\"AAAA\"}")
                            .status())
                    .isEqualTo(400);
            assertThat(server.kms(eve, "Encrypt", "{\"KeyId\":\"" + arn + "\",\"Plaintext\":\"AAAA\"}")
                            .status())
                    .isEqualTo(400);

            String usage = installation.command("usage", arn).succeeded();
            assertThat(usage).startsWith(arn + "\n\n").containsPattern("""

                            arn:aws:iam::111122223333:user/eve
                              Decrypt +AccessDenied +1  .*127.0.0.1
                              Encrypt +AccessDenied +1  .*127.0.0.1
                            """).containsPattern("""

                            arn:aws:iam::111122223333:root
                              CreateAlias +1 .*
                              CreateKey +1 .*
                              Encrypt +3  .*127.0.0.1
                            """);
            assertThat(last(usage))
                    .startsWith("Still used: the last use was Encrypt by arn:aws:iam::111122223333:root at ")
                    .endsWith(", less than a day ago.");
            String region = "--region=" + TestServer.REGION;
            assertThat(installation
                            .command("usage", "alias/app", region, "--account=" + TestServer.ACCOUNT)
                            .succeeded())
                    .isEqualTo(usage);
            assertThat(installation
                            .command("usage", arn.replaceAll(":key/.*", ":alias/app"))
                            .succeeded())
                    .isEqualTo(usage);
            assertThat(installation
                            .command("usage", arn.replaceAll(".*:key/", ""), region)
                            .succeeded())
                    .isEqualTo(usage);
            assertThat(last(installation.command("usage", idle).succeeded()))
                    .startsWith("Not used: there is no cryptographic use of this key since ");
        }
        // Without a server it is the same.
        assertThat(installation.command("usage", arn).succeeded()).contains("Encrypt", "Still used");
        assertThat(installation.command("usage", KEY.toString()).failed(1))
                .contains("There is no key '" + KEY + "', and the audit log has no call that names it.");
        JsonNode json = JsonNode.parser()
                .parse(installation.command("usage", arn, "--json", "--days=1").succeeded());
        assertThat(json.field("uses").orElseThrow().asNumber()).isEqualTo("3");
        assertThat(json.field("complete").orElseThrow().asBoolean()).isTrue();
        assertThat(json.field("rows").orElseThrow().asArray()).hasSize(5);
        assertThat(json.field("lastUse")
                        .orElseThrow()
                        .field("operation")
                        .orElseThrow()
                        .asString())
                .isEqualTo("Encrypt");
    }

    @Test
    void what_names_no_key_is_refused(@TempDir Path data) {
        Installation installation = new Installation(data);
        installation.init();
        assertThat(installation
                        .command("usage", "7e6d5c4b-3a29-4817-a605-f4e3d2c1b0a9")
                        .failed(2))
                .contains("give --region");
        assertThat(installation
                        .command("usage", "alias/app", "--region=eu-central-1")
                        .failed(2))
                .contains("--account");
        assertThat(installation
                        .command("usage", "arn:aws:kms:eu-central-1:111122223333:alias/app")
                        .failed(1))
                .contains("There is no alias");
        assertThat(installation
                        .command("usage", "nothing", "--region=eu-central-1")
                        .failed(1))
                .contains("There is no key 'nothing'");
        assertThat(installation
                        .command("usage", "arn:aws:iam::111122223333:role/x")
                        .failed(2))
                .contains("is not the ARN of a key");
        assertThat(installation.command("usage", KEY.toString(), "--days=0").failed(2))
                .contains("--days");
    }

    @Test
    void a_deleted_key_is_found_in_the_log(@TempDir Path data) {
        Installation installation = new Installation(data);
        String arn;
        try (TestServer server = TestServer.start(data);
                KmsClient root = server.client(TestServer.ACCOUNT, TestServer.REGION)) {
            arn = root.createKey().keyMetadata().arn();
            root.encrypt(request -> request.keyId(arn).plaintext(SdkBytes.fromUtf8String("x")));
            root.scheduleKeyDeletion(request -> request.keyId(arn).pendingWindowInDays(7));
            new TrailClient(server).advance("P8D");
        }
        assertThat(installation.command("usage", arn).succeeded())
                .startsWith(arn + " (deleted)\n")
                .contains("Still used: the last use was Encrypt by arn:aws:iam::111122223333:root at ")
                .contains(", 8 days ago.");
    }

    @Test
    void a_use_that_the_log_does_not_have_any_more_counts() {
        UsageReport usage = new UsageReport(KEY, NOW.minus(Duration.ofDays(3)), NOW);
        assertThat(usage.isEmpty()).isTrue();
        usage.noted(new KeyUses.Use(KeyUses.Operation.Encrypt, NOW.minus(Duration.ofDays(5)), "event", "request"));
        assertThat(last(printed(usage)))
                .isEqualTo("Still used: the last use was Encrypt, as the server has noted, at 2026-11-25 12:00:00 UTC,"
                        + " 5 days ago.");
        usage.add(event("dana", "Decrypt", null, Duration.ofDays(2)));
        assertThat(last(printed(usage))).contains("Decrypt by dana");
    }

    @Test
    void the_last_line_says_how_long_a_key_was_not_used() {
        UsageReport usage = new UsageReport(KEY, NOW.minus(Duration.ofDays(400)), NOW);
        usage.add(event("dana", "Decrypt", null, Duration.ofDays(200)));
        usage.add(event("dana", "DescribeKey", null, Duration.ofDays(1)));
        usage.add(event("eve", "Decrypt", "AccessDenied", Duration.ofDays(1)));
        assertThat(last(printed(usage)))
                .isEqualTo("Not used for 200 days: the last use was Decrypt by dana at 2026-05-14 12:00:00 UTC,"
                        + " 200 days ago.");
    }

    @Test
    void names_of_sessions_do_not_move_the_cursor_and_their_number_is_bounded() {
        UsageReport usage = new UsageReport(KEY, Instant.EPOCH, NOW);
        usage.add(event("evil\u001b[2J\n", "Decrypt", null, Duration.ofHours(30)));
        for (int i = 0; i < 1_500; i++) {
            usage.add(event("session-" + i, "Decrypt", null, Duration.ofHours(i % 24 + 1)));
        }
        usage.isWhole(false);
        String printed = printed(usage);
        assertThat(printed).doesNotContain("\u001b");
        assertThat(printed.lines().filter(line -> line.contains("Decrypt  ")).count())
                .isEqualTo(1_000);
        assertThat(printed).contains("There are 501 more calls, of principals that are not listed.");
        assertThat(last(printed))
                .contains("Still used")
                .endsWith("There are older calls that were not looked at: give" + " --days.");
    }

    private static FoundEvent event(String principal, String operation, @Nullable String error, Duration ago) {
        return new FoundEvent(
                new LogPlace(1, 0),
                "id",
                operation,
                "kms.amazonaws.com",
                NOW.minus(ago),
                "true",
                null,
                null,
                principal,
                "10.0.0.1",
                error,
                List.of(),
                "{}");
    }

    private static String printed(UsageReport usage) {
        StringWriter text = new StringWriter();
        usage.print(new PrintWriter(text));
        return text.toString();
    }

    private static String last(String text) {
        return text.lines().toList().getLast();
    }
}
