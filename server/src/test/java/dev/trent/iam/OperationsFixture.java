package dev.trent.iam;

import dev.trent.access.AccessFixture;
import dev.trent.aws.Secret;
import dev.trent.call.Operation;
import dev.trent.crypto.Engine;
import dev.trent.identity.PasswordHashes;
import dev.trent.seal.Seal;
import dev.trent.store.Engines;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            AccessFixture fixture = AccessFixture.on(store, seal, engine);
            return IamOperations.all(
                    fixture.access(),
                    fixture.directory(),
                    fixture.memory(),
                    new SlowLane(1, 1),
                    new PasswordHashes(new SlowLane(1, 1), PasswordHashes.STRONG, engine.random()));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
