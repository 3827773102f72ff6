package dev.trent.kms;

import dev.trent.access.AccessFixture;
import dev.trent.call.Operation;
import dev.trent.crypto.Engine;
import dev.trent.keys.Materials;
import dev.trent.memory.Memory;
import dev.trent.seal.RootKeyFile;
import dev.trent.seal.Seal;
import dev.trent.store.Engines;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import dev.trent.vault.DomainKeys;
import dev.trent.vault.Vault;
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
            Seal seal = new Seal(RootKeyFile.create(folder.resolve("root.key"), engine.random()), engine);
            Engines.migratedFile(folder.resolve("trent.db"));
            Store store = GenuineRows.in(Store.open("jdbc:sqlite:" + folder.resolve("trent.db")));
            Materials materials = new Materials(store);
            DomainKeys domainKeys = DomainKeys.open(materials, seal, engine.random(), Instant.EPOCH);
            AccessFixture fixture = AccessFixture.on(store, seal, engine);
            return KmsOperations.all(
                    fixture.access(),
                    new Vault(fixture.records(), domainKeys, seal, engine, new Memory(100_000), 1, () -> Instant.EPOCH),
                    fixture.records(),
                    fixture.directory().principalNames(),
                    new KmsOperations.Granting(fixture.grantTokens(), engine.random()),
                    false);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
