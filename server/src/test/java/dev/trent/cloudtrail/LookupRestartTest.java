package dev.trent.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events of before a restart are found, whatever became of the index.
class LookupRestartTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void events_are_found_after_a_restart_with_and_without_their_index() throws IOException {
        try (TestServer server = server()) {
            assertThat(server.kms("CreateKey", "{}").status()).isEqualTo(200);
            assertThat(found(server)).isEqualTo(1);
        }
        try (TestServer server = server()) {
            assertThat(found(server)).isEqualTo(1);
            assertThat(files()).isNotEmpty();
            for (Path file : files()) {
                Files.deleteIfExists(file);
            }
            assertThat(found(server)).isEqualTo(1);
            assertThat(server.kms("CreateKey", "{}").status()).isEqualTo(200);
        }
        for (Path file : files()) {
            Files.write(file, new byte[5_000]);
        }
        try (TestServer server = server()) {
            assertThat(found(server)).isEqualTo(2);
        }
    }

    private TestServer server() {
        return TestServer.bounded(folder, "--lookup-rate", "off");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            return files.toList();
        }
    }

    private static int found(TestServer server) {
        String body = server.cloudTrail(
                        TestServer.ACCOUNT,
                        TestServer.REGION,
                        "LookupEvents",
                        "{\"LookupAttributes\":[{\"AttributeKey\":\"EventName\",\"AttributeValue\":\"CreateKey\"}]}")
                .body();
        return body.split("\"EventName\":\"CreateKey\"", -1).length - 1;
    }
}
