package dev.trent.access;

import dev.trent.crypto.Engine;
import dev.trent.identity.Directory;
import dev.trent.inquiry.DenialLog;
import dev.trent.inquiry.Denials;
import dev.trent.keys.KeyQuotas;
import dev.trent.keys.KeyRecords;
import dev.trent.memory.Memory;
import dev.trent.seal.Seal;
import dev.trent.store.Store;

/// A decider on a database of its own, for tests of the rooms above and below.
///
/// @param records the stored keys
/// @param access the decider
/// @param memory keeps the keys and decisions
public record AccessFixture(
        KeyRecords records, Access access, GrantTokens grantTokens, Directory directory, Memory memory) {
    private static final long MEMORY_BYTES = 1 << 20;

    /// Makes a decider for which every account exists.
    public static AccessFixture on(Store store, Seal seal, Engine engine) {
        Memory memory = new Memory(MEMORY_BYTES);
        KeyRecords records = KeyRecords.of(store, memory, KeyQuotas.OF_AWS);
        Directory directory = Directory.open(store, seal, engine.random(), memory, true);
        GrantTokens tokens = new GrantTokens(seal);
        Denials denials = new Denials(new DenialLog(store), engine.random(), directory.principalNames());
        Callers callers = new Callers(directory.identities(), memory);
        return new AccessFixture(
                records,
                new Access(records, tokens, callers, denials, (_, key) -> key, memory),
                tokens,
                directory,
                memory);
    }
}
