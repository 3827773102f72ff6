package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.crypto.Engine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A start that is refused leaves no file in the audit log.
class RefusedStartTest {
    @TempDir
    Path parent;

    private Path data;

    @BeforeEach
    void install() {
        data = parent.resolve("data");
        new Installation(data).init();
    }

    private List<String> log() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void start(int port) throws IOException {
        Trent.start(
                        new Settings(data, "127.0.0.1", port, null, null, null, false),
                        Engine.fastest(),
                        InstantSource.system(),
                        null)
                .close();
    }

    @Test
    void a_port_that_is_taken() throws IOException {
        List<String> before = log();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(taken.getLocalPort())).hasMessageContaining("the port is taken");
        }
        assertThat(log()).isEqualTo(before);
        start(0);
        assertThat(log()).hasSize(before.size() + 1);
    }

    @Test
    void a_root_key_of_other_data() throws IOException {
        List<String> before = log();
        Path other = parent.resolve("other");
        new Installation(other).init();
        Files.copy(other.resolve("root.key"), data.resolve("root.key"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> start(0)).hasMessageContaining("root key");
        assertThat(log()).isEqualTo(before);
    }
}
