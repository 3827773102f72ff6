package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// If the name of an open file leads to another file, no call is answered until it leads back.
@Timeout(120)
class FilesInUseTest {
    private static final int WELL = 200;
    private static final int NOT_READY = 503;
    private static final int INTERNAL = 500;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Path data;
    private TestServer server;
    private String key;

    @BeforeEach
    void start(@TempDir Path folder) {
        data = folder;
        server = TestServer.start(data);
        String body = server.kms("CreateKey", "{}").body();
        key = "{\"KeyId\":\"" + body.substring(body.indexOf("\"KeyId\":\"") + 9).substring(0, 36) + "\"}";
        log.start();
        ((Logger) LoggerFactory.getLogger("dev.trent")).addAppender(log);
    }

    @AfterEach
    void stop() {
        ((Logger) LoggerFactory.getLogger("dev.trent")).detachAppender(log);
        server.close();
    }

    private void awaitReadiness(int status) {
        while (server.get("/readyz") != status) {
            Thread.onSpinWait();
        }
    }

    private void assertRefusedWhileAway(Path file) throws IOException {
        Path away = Files.move(file, file.resolveSibling("away"));
        awaitReadiness(NOT_READY);
        for (int i = 0; i < 20; i++) {
            assertThat(server.kms("DisableKey", key).status()).isEqualTo(INTERNAL);
            assertThat(server.kms("DescribeKey", key).status()).isEqualTo(INTERNAL);
        }
        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                .as("one line for each cause")
                .doesNotHaveDuplicates()
                .hasSizeLessThan(6)
                .anyMatch(line -> line.contains(file.getFileName().toString()) && line.contains("put"));
        assertThat(log.list.stream().map(ILoggingEvent::getThrowableProxy)).containsOnlyNulls();
        Files.move(away, file);
        awaitReadiness(WELL);
        assertThat(server.kms("DisableKey", key).status()).isEqualTo(WELL);
    }

    @Test
    void the_folder_of_the_audit_log() throws IOException {
        assertRefusedWhileAway(data.resolve("audit"));
    }

    @Test
    void the_database() throws IOException {
        assertRefusedWhileAway(data.resolve("trent.db"));
    }

    @Test
    void the_log_of_the_database() throws IOException {
        assertRefusedWhileAway(data.resolve("trent.db-wal"));
    }

    @Test
    void the_lock() throws IOException {
        Path lock = data.resolve("lock");
        Path away = Files.move(lock, data.resolve("away"));
        Files.createFile(lock);
        awaitReadiness(NOT_READY);
        assertThat(server.kms("DescribeKey", key).status()).isEqualTo(INTERNAL);
        Files.delete(lock);
        Files.move(away, lock);
        awaitReadiness(WELL);
    }

    @Test
    void an_audit_log_that_was_deleted_goes_on_in_a_folder_made_anew() throws IOException {
        Path audit = data.resolve("audit");
        Path away = Files.move(audit, data.resolve("away"));
        awaitReadiness(NOT_READY);
        assertThat(server.kms("DisableKey", key).status()).isEqualTo(INTERNAL);
        Files.createDirectory(audit);
        awaitReadiness(WELL);
        assertThat(server.kms("DisableKey", key).status()).isEqualTo(WELL);
        assertThat(audit).isDirectoryContaining("glob:**.jsonl");
        assertThat(away).isDirectoryContaining("glob:**-00000001.jsonl");
    }

    @Test
    void the_root_key_is_missed_in_the_log_only() throws IOException {
        Files.move(data.resolve("root.key"), data.resolve("away"));
        while (log.list.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(log.list.getFirst().getFormattedMessage()).contains("root.key", "put it back from its backup");
        assertThat(server.get("/readyz")).isEqualTo(WELL);
        Files.move(data.resolve("away"), data.resolve("root.key"));
    }
}
