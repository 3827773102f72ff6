package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.audit.AuditLog;
import dev.trent.audit.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The settings of the audit log, through a whole server.
@Timeout(120)
class LogKeepingTest {
    @TempDir
    private Path folder;

    private long segments(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("records-"))
                    .map(name -> name.replace(".gz", ""))
                    .distinct()
                    .count();
        }
    }

    @Test
    void old_files_go_with_the_time_and_the_log_stays_sound() throws IOException {
        Path data = folder.resolve("data");
        for (int i = 0; i < 3; i++) {
            try (TestServer server = TestServer.tuned(data)) {
                server.kms(TestServer.ACCOUNT, TestServer.REGION, "ListKeys", "{}");
            }
        }
        try (TestServer server = TestServer.tuned(data, "--audit-keep=30")) {
            MovedClock clock = new MovedClock(server.uri());
            clock.advance("P29D");
            assertThat(segments(data)).isEqualTo(4);
            clock.advance("P2D");
            assertThat(segments(data)).isEqualTo(2);
        }
        assertThat(AuditLog.records(data.resolve("audit")))
                .filteredOn(record -> record.contains("\"eventName\":\"DeleteAuditSegment\""))
                .hasSize(2)
                .allMatch(record -> record.contains("\"eventSource\":\"kms.amazonaws.com\""));
        Verification verification = Verification.of(data.resolve("audit"), null);
        assertThat(verification.sound()).as(verification.lines().toString()).isTrue();
        TestServer.tuned(data).close();
    }

    @Test
    void a_stream_gets_what_is_recorded() throws IOException {
        Path data = folder.resolve("data");
        Path shipped = folder.resolve("shipped.jsonl");
        try (TestServer server = TestServer.tuned(data, "--audit-file=" + shipped)) {
            server.kms(TestServer.ACCOUNT, TestServer.REGION, "CreateKey", "{}");
            server.kms(TestServer.ACCOUNT, TestServer.REGION, "ListAliases", "{}");
            List<String> records = AuditLog.records(data.resolve("audit"));
            while (Files.notExists(shipped) || Files.readAllLines(shipped).size() < 2) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
            assertThat(records).endsWith(Files.readAllLines(shipped).toArray(String[]::new));
        }
    }
}
