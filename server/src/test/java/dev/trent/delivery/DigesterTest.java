package dev.trent.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.seal.Seal;
import dev.trent.store.Engines;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the making of digests costs.
class DigesterTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void a_chain_without_a_new_digest_is_not_written(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("trent.db");
        Engines.migratedFile(file);
        Engine engine = Engine.fastest();
        try (Seal seal = new Seal(Secret.owning(new byte[32]), engine);
                Store store = Store.open("jdbc:sqlite:" + file)) {
            Trail trail = Trail.fresh(
                            "111122223333",
                            "eu-central-1",
                            "audit",
                            new Trail.Place("audit-files", null),
                            new Trail.Scope(true, true, Trail.ReadWrite.All, true, List.of()),
                            true,
                            NOON)
                    .started(NOON, new TrailPoint("log", 0));
            Digester digester = new Digester(
                    store,
                    new TrailFolder(folder.resolve("trails")),
                    new ExportQueue(store),
                    new DigestKeys(store, seal, engine));
            store.write(tx -> {
                new DigestChain(trail.arn().toString(), "eu-central-1", NOON, null).begin(tx);
                return tx.run("CREATE TRIGGER written BEFORE UPDATE ON trail_chain"
                        + " BEGIN SELECT RAISE(ABORT, 'a chain is written'); END");
            });
            assertThat(digester.step(
                            List.of(trail), false, NOON.plus(Duration.ofMinutes(55)), NOON, DigesterTest::unexpected))
                    .isTrue();
            assertThatThrownBy(() -> digester.step(
                            List.of(trail), false, NOON.plus(Duration.ofHours(1)), NOON, DigesterTest::unexpected))
                    .hasStackTraceContaining("a chain is written");
        }
    }

    private static void unexpected(String trail, IOException failure) {
        throw new AssertionError(trail, failure);
    }
}
