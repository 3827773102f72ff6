package dev.trent.delivery;

import dev.trent.access.AccessFixture;
import dev.trent.audit.Journal;
import dev.trent.aws.Secret;
import dev.trent.call.Operation;
import dev.trent.crypto.Engine;
import dev.trent.seal.Seal;
import dev.trent.store.Engines;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The list of operations of S3, for tests that look at their shapes.
public final class OperationsFixture {
    private OperationsFixture() {}

    /// Returns the operations.
    public static List<Operation<?, ?>> all() {
        try {
            Path folder = Files.createTempDirectory("trent-operations");
            Engine engine = Engine.portable("test");
            Seal seal = new Seal(Secret.owning(new byte[32]), engine);
            Engines.migratedFile(folder.resolve("trent.db"));
            Store store = GenuineRows.in(Store.open("jdbc:sqlite:" + folder.resolve("trent.db")));
            Path audit = folder.resolve("audit");
            Journal journal = Journal.open(audit, () -> Instant.EPOCH);
            Delivery delivery =
                    new Delivery(store, journal, audit, new TrailFolder(folder.resolve("trails")), seal, engine);
            return S3Operations.all(AccessFixture.on(store, seal, engine).access(), delivery);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
