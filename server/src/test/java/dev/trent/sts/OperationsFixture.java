package dev.trent.sts;

import dev.trent.access.Access;
import dev.trent.access.Callers;
import dev.trent.access.GrantTokens;
import dev.trent.access.Trust;
import dev.trent.aws.Secret;
import dev.trent.call.Operation;
import dev.trent.crypto.Engine;
import dev.trent.identity.Directory;
import dev.trent.identity.SessionTokens;
import dev.trent.inquiry.DenialLog;
import dev.trent.inquiry.Denials;
import dev.trent.keys.KeyQuotas;
import dev.trent.keys.KeyRecords;
import dev.trent.memory.Memory;
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
            Memory memory = new Memory(100_000);
            Directory directory = Directory.open(store, seal, engine.random(), memory, true);
            DenialLog log = new DenialLog(store);
            Denials denials = new Denials(log, engine.random(), directory.principalNames());
            Callers callers = new Callers(directory.identities(), memory);
            Access access = new Access(
                    KeyRecords.of(store, memory, KeyQuotas.OF_AWS),
                    new GrantTokens(seal),
                    callers,
                    denials,
                    (_, key) -> key,
                    memory);
            SessionTokens tokens = new SessionTokens(store, seal, engine, () -> Instant.EPOCH, memory);
            return StsOperations.all(
                    access,
                    new Trust(callers, directory.identities(), denials),
                    log,
                    new StsOperations.Stores(
                            directory.identities(),
                            directory.accessKeys(),
                            directory.entities(),
                            directory.mfaDevices(),
                            directory.sessionEnds(),
                            tokens));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
