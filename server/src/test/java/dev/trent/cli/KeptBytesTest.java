package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.TestServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The disk space that the record of a call takes for as long as it is kept.
@Timeout(120)
class KeptBytesTest {
    private static final int CALLS = 400;
    private static final int BYTES_MAX = 150;

    @Test
    void the_record_of_an_encryption_is_kept_in_150_bytes(@TempDir Path data) throws IOException {
        try (TestServer server = TestServer.start(data)) {
            String body = server.kms(TestServer.ACCOUNT, TestServer.REGION, "CreateKey", "{}")
                    .body();
            String key = body.substring(body.indexOf("\"KeyId\":\"") + 9).substring(0, 36);
            for (int i = 0; i < CALLS; i++) {
                Answer answer = server.kms(
                        TestServer.ACCOUNT,
                        TestServer.REGION,
                        "Encrypt",
                        "{\"KeyId\":\"" + key + "\",\"Plaintext\":\"AAAA\",\"EncryptionContext\":{\"row\":\"" + i
                                + "\"}}");
                assertThat(answer.status()).isEqualTo(200);
            }
        }
        // The segments of the first process are closed now.
        int closed = segments(data).size();
        try (TestServer server = TestServer.start(data)) {
            assertThat(server).isNotNull();
            while (packed(data).size() < closed || segments(data).size() > closed + 1) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }
        long kept = 0;
        for (Path file : packed(data)) {
            kept += Files.size(file);
        }
        assertThat(kept / CALLS).isLessThanOrEqualTo(BYTES_MAX);
    }

    private static List<Path> packed(Path data) throws IOException {
        return segments(data).stream()
                .filter(file -> file.toString().endsWith(".gz"))
                .toList();
    }

    private static List<Path> segments(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("records-"))
                    .sorted()
                    .toList();
        }
    }
}
