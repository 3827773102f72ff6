package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.Installation.Shown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/// `trent audit` beside a server, without one, and after a change.
@Timeout(120)
class AuditCommandTest {
    private Path data;
    private Installation installation;
    private Shown key;

    @BeforeEach
    void init(@TempDir Path folder) {
        data = folder.resolve("data");
        installation = new Installation(data);
        key = installation.init();
    }

    private List<Path> segments() throws IOException {
        return folder().stream()
                .filter(file -> file.toString().endsWith(".jsonl"))
                .toList();
    }

    private List<Path> folder() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("records-"))
                    .sorted()
                    .toList();
        }
    }

    private void serve() throws IOException {
        try (Trent trent = installation.start();
                KmsClient client = Installation.client(trent, key)) {
            client.listKeys();
            client.createKey();
            client.listAliases();
            assertThat(installation.command("audit", "verify").succeeded())
                    .startsWith("Verified: ")
                    .containsPattern("The last record is [0-9]+:[0-9a-f]{64}\n");
            assertThat(installation.command("audit", "tail", "-n", "1").succeeded())
                    .startsWith("{\"eventVersion\":")
                    .contains("\"eventName\":\"ListAliases\"")
                    .endsWith("}\n");
        }
    }

    @Test
    void the_log_is_read_and_verified_with_a_server_and_without() throws IOException {
        serve();
        String all = installation.command("audit", "cat").succeeded();
        assertThat(all.lines().toList())
                .isEqualTo(installation.records())
                .allMatch(line -> line.startsWith("{\"eventVersion\":"))
                .anyMatch(line -> line.contains("\"eventName\":\"CreateAccount\""))
                .anyMatch(line -> line.contains("\"eventName\":\"CreateKey\""));
        assertThat(installation.command("audit", "tail").succeeded()).isEqualTo(all);
        String head = installation
                .command("audit", "verify")
                .succeeded()
                .replaceAll("(?s).*The last record is (\\S+)\n", "$1");
        installation.command("audit", "verify", "--head", head).succeeded();
        installation.command("audit", "verify", "--expect-head", head).succeeded();
        String hash = head.substring(head.indexOf(':') + 1);
        installation.command("audit", "verify", "--expect-head", hash).succeeded();
        assertThat(installation
                        .command("audit", "verify", "--expect-head", "0".repeat(64))
                        .exit())
                .isOne();
        assertThat(installation.command("audit", "head").succeeded()).isEqualTo(head + "\n");
        Installation.Ran other = installation.command("audit", "verify", "--expect-head", "2:" + "0".repeat(64));
        assertThat(other.exit()).isOne();
        assertThat(other.out()).startsWith("record 2: it is missing or was changed");
    }

    @Test
    void some_records_are_exported() throws IOException {
        serve();
        List<String> all = installation.records();
        assertThat(installation.command("audit", "export").succeeded().lines().toList())
                .isEqualTo(all);
        String account = installation
                .command("audit", "export", "--account", "111122223333")
                .succeeded();
        assertThat(account.lines().toList())
                .isEqualTo(all.stream()
                        .filter(line -> line.contains("\"recipientAccountId\":\"111122223333\""))
                        .toList());
        assertThat(installation
                        .command("audit", "export", "--region", "nowhere-1")
                        .succeeded())
                .isEmpty();
        // Record 1 begins the first file.
        assertThat(installation
                        .command("audit", "export", "--from", "3", "--to", "3")
                        .succeeded()
                        .lines()
                        .toList())
                .isEqualTo(all.subList(1, 2));
        assertThat(installation
                        .command("audit", "export", "--from", "2001-01-01")
                        .succeeded()
                        .lines()
                        .count())
                .isEqualTo(all.size());
        assertThat(installation
                        .command("audit", "export", "--to", "2001-01-01T00:00:00Z")
                        .succeeded())
                .isEmpty();
        assertThat(installation
                        .command("audit", "export", "--cloudtrail", "--region", "nowhere-1")
                        .succeeded())
                .isEqualTo("{\"Records\":[]}\n");
        Path out = data.resolveSibling("out.json");
        installation
                .command("audit", "export", "--cloudtrail", "--out", out.toString())
                .succeeded();
        assertThat(Files.readString(out)).isEqualTo("{\"Records\":[" + String.join(",", all) + "]}\n");
        assertThat(installation
                        .command("audit", "export", "--out", out.toString())
                        .failed(1))
                .contains("exists already");
    }

    @Test
    void what_is_not_understood_is_refused() {
        assertThat(installation
                        .command("audit", "export", "--from", "yesterday")
                        .failed(2))
                .contains("--from", "'yesterday' is neither the number of a record nor a time");
        assertThat(installation.command("audit", "verify", "--head", "x").failed(2))
                .contains("Invalid value for option '--expect-head': 'x' is not the number and the hash of a record");
        for (String command : new String[] {"verify", "export"}) {
            assertThat(installation
                            .command("audit", command, "--from", "5", "--to", "3")
                            .failed(2))
                    .contains("it is before '--from'");
            assertThat(installation
                            .command("audit", command, "--from", "2026-12-01", "--to", "2026-11-30")
                            .failed(2))
                    .contains("it is before '--from'");
        }
        assertThat(installation.command("audit", "tail", "-n", "-1").failed(2)).contains("between 0 and");
        assertThat(new Installation(data.resolve("none"))
                        .command("audit", "cat")
                        .failed(1))
                .contains("The folder of the audit log", "does not exist");
        assertThat(new Installation(data.resolve("none"))
                        .command("audit", "accept")
                        .failed(1))
                .contains("does not exist");
    }

    @Test
    void a_server_does_not_start_on_a_log_that_was_cut_until_an_operator_accepts_it() throws IOException {
        serve();
        Files.delete(segments().getLast());
        assertThat(installation.command("audit", "verify").exit()).isZero();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(installation::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the database knows of record")
                    .hasMessageContaining("trent audit accept");
        }
        assertThat(installation.command("audit", "accept").succeeded()).contains("you have accepted the break");
        serve();
        serve();
        assertThat(installation.records()).anyMatch(line -> line.contains("\"eventName\":\"AcceptAuditLog\""));
    }

    @Test
    void a_changed_record_is_named_and_acceptance_needs_that_no_server_runs() throws IOException {
        serve();
        // The server has compressed the segment of `trent init`, or has left it as it was.
        Path first = folder().getFirst();
        boolean packed = first.toString().endsWith(".gz");
        byte[] bytes = Files.readAllBytes(first);
        String text = new String(
                packed ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes,
                StandardCharsets.UTF_8);
        try (OutputStream file = Files.newOutputStream(first);
                OutputStream out = packed ? new GZIPOutputStream(file) : file) {
            out.write(text.replace("CreateAccount", "CreateAccounT").getBytes(StandardCharsets.UTF_8));
        }
        Installation.Ran ran = installation.command("audit", "verify");
        assertThat(ran.exit()).isOne();
        assertThat(ran.out()).startsWith("record 2: it is missing or was changed, in '" + first.getFileName() + "'");
        try (Trent _ = installation.start()) {
            assertThat(installation.command("audit", "accept").failed(1)).contains("Another Trent is running");
        }
    }
}
