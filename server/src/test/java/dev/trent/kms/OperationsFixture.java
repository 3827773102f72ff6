package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.Callers;
import dev.trent.access.DenialLog;
import dev.trent.access.Denials;
import dev.trent.access.GrantTokens;
import dev.trent.aws.Operation;
import dev.trent.crypto.Engine;
import dev.trent.identity.Directory;
import dev.trent.keys.Aliases;
import dev.trent.keys.Grants;
import dev.trent.keys.Keys;
import dev.trent.keys.Materials;
import dev.trent.keys.Tags;
import dev.trent.seal.RootKeyFile;
import dev.trent.seal.Seal;
import dev.trent.store.Store;
import dev.trent.vault.DomainKeys;
import dev.trent.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The list of operations, for tests that look at their shapes.
final class OperationsFixture {
    private OperationsFixture() {}

    static List<Operation<?, ?>> all() {
        try {
            Path folder = Files.createTempDirectory("trent-operations");
            Engine engine = Engine.portable("test");
            Seal seal = new Seal(RootKeyFile.create(folder.resolve("root.key"), engine.random()), engine);
            Store store = Store.open("jdbc:sqlite:" + folder.resolve("trent.db"));
            Materials materials = new Materials(store);
            DomainKeys domainKeys = DomainKeys.open(materials, seal, engine.random(), Instant.EPOCH);
            Access.Facts facts = new Access.Facts(
                    new Keys(store, 10), new Aliases(store, 10), new Tags(store, 10), new Grants(store, 10));
            Directory directory = Directory.open(store, seal, engine.random(), 10, true);
            GrantTokens tokens = new GrantTokens(seal);
            return Operations.all(
                    new Access(
                            facts,
                            tokens,
                            new Callers(directory.identities()),
                            new Denials(new DenialLog(store), engine.random()),
                            10),
                    new Vault(materials, domainKeys, engine, 10),
                    facts,
                    directory.principalNames(),
                    new Operations.Granting(tokens, engine.random()));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
