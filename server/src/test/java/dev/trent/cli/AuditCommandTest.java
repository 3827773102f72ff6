package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.cli.Installation.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
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
        Installation.Ran other = installation.command("audit", "verify", "--head", "2:" + "0".repeat(64));
        assertThat(other.exit()).isOne();
        assertThat(other.out()).startsWith("record 2: it is missing or was changed");
    }

    @Test
    void what_is_not_understood_is_refused() {
        assertThat(installation.command("audit", "verify", "--head", "x").failed(2))
                .contains("Invalid value for option '--head': 'x' is not the number and the hash of a record");
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
        Path first = segments().getFirst();
        Files.writeString(first, Files.readString(first).replace("CreateAccount", "CreateAccounT"));
        Installation.Ran ran = installation.command("audit", "verify");
        assertThat(ran.exit()).isOne();
        assertThat(ran.out()).startsWith("record 2: it is missing or was changed, in '" + first.getFileName() + "'");
        try (Trent _ = installation.start()) {
            assertThat(installation.command("audit", "accept").failed(1)).contains("Another Trent is running");
        }
    }
}
