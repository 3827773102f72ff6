package dev.trent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.crypto.Engine;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheShareTest {
    @TempDir
    private Path data = Path.of("");

    @ParameterizedTest
    @CsvSource({"server,4", "server,51", "server,-1"})
    void a_share_that_leaves_nothing_or_takes_all_is_refused(String command, String percent) {
        assertThat(new Installation(data)
                        .command(command, "--cache-share", percent)
                        .failed(2))
                .contains("--cache-share is a percentage of the heap from 5 to 50, not " + percent + ".");
    }

    @Test
    void the_memory_is_that_share_of_the_heap() throws Exception {
        new Installation(data).init();
        Settings settings = new Settings(
                data,
                "127.0.0.1",
                0,
                null,
                null,
                null,
                false,
                List.of(),
                new Network(),
                CommandLines.parsed(new Tuning(), "--cache-share=5"),
                new Bounds(),
                null);
        try (Trent trent = Trent.start(settings, Engine.fastest(), InstantSource.system(), null)) {
            assertThat(trent.memory().bytesMax()).isEqualTo(Runtime.getRuntime().maxMemory() / 100 * 5);
        }
    }
}
