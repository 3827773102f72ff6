package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.cli.Installation;
import dev.trent.cli.TestServer;
import dev.trent.store.Engines;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How much one step does.
class PackerTest {
    private static final int CALLS = 900;

    /// Each has a file of its own for each trail.
    private static final int REGIONS = TrailRegions.MAX;

    private static final Instant BEGIN = Instant.EPOCH;

    @TempDir
    Path data;

    private static Trail trail(int number) {
        return Trail.fresh(
                        TestServer.ACCOUNT,
                        TestServer.REGION,
                        "trail" + number,
                        new Trail.Place("files", null),
                        new Trail.Scope(true, true, Trail.ReadWrite.All, true, List.of()),
                        false,
                        BEGIN)
                .started(BEGIN, new TrailPoint("log", 0));
    }

    /// Returns how far one step comes if all trails get each record.
    private long step(int trails) throws IOException {
        Path folder = Files.createDirectory(data.resolve("step" + trails));
        Engines.migratedFile(folder.resolve("trent.db"));
        try (Store store = GenuineRows.in(Store.open("jdbc:sqlite:" + folder.resolve("trent.db")))) {
            List<Trail> all =
                    IntStream.range(0, trails).mapToObj(PackerTest::trail).toList();
            for (Trail trail : all) {
                store.write(tx -> {
                    Trails.insert(tx, trail);
                    return tx;
                });
            }
            Packer packer = new Packer(
                    store,
                    new TrailFolder(folder.resolve("trails")),
                    new ExportQueue(store),
                    data.resolve("server/audit"),
                    "log");
            Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
            return packer.step("log", all, new Progress(0, BEGIN, null, null), CALLS, tomorrow)
                    .reached()
                    .seq();
        }
    }

    @Test
    void a_step_is_smaller_the_more_trails_get_its_records() throws IOException {
        try (TestServer server = TestServer.start(data.resolve("server"))) {
            for (int i = 0; i < CALLS; i++) {
                server.kms(TestServer.ACCOUNT, "us-west-" + (i % REGIONS + 1), "ListKeys", "{}");
            }
        }
        assertThat(new Installation(data.resolve("server")).records()).hasSizeGreaterThanOrEqualTo(CALLS);
        assertThat(step(1)).isEqualTo(CALLS);
        // An account has no more that get the records of all Regions.
        assertThat(step(5)).isBetween(1L, CALLS - 1L);
    }
}
