package dev.trent.cloudtrail;

import dev.trent.access.Access;
import dev.trent.access.AccessFixture;
import dev.trent.audit.Journal;
import dev.trent.aws.Secret;
import dev.trent.call.Operation;
import dev.trent.crypto.Engine;
import dev.trent.delivery.Delivery;
import dev.trent.delivery.TrailFolder;
import dev.trent.lookup.Lookup;
import dev.trent.seal.Seal;
import dev.trent.store.Engines;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The list of operations, for tests that look at their shapes.
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
            Access access = AccessFixture.on(store, seal, engine).access();
            Path audit = folder.resolve("audit");
            Journal journal = Journal.open(audit, () -> Instant.EPOCH);
            Lookup lookup = new Lookup(audit, folder.resolve("index"), journal, engine.random(), () -> true);
            Delivery delivery =
                    new Delivery(store, journal, audit, new TrailFolder(folder.resolve("trails")), seal, engine);
            return CloudTrailOperations.all(access, lookup, new LookupRate(0, System::nanoTime), delivery);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
