package dev.trent.cli;

import dev.trent.access.Access;
import dev.trent.access.Callers;
import dev.trent.access.DenialLog;
import dev.trent.access.Denials;
import dev.trent.access.GrantTokens;
import dev.trent.audit.Journal;
import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.gateway.RequestIds;
import dev.trent.identity.Directory;
import dev.trent.identity.SessionTokens;
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
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The rooms below the gateway, each made once, from the bottom of the house to the top: what a server
/// serves, and what an operator's command works on.
record House(
        InstantSource clock,
        Engine engine,
        RequestIds ids,
        Store store,
        Journal journal,
        Directory directory,
        Access.Facts facts,
        GrantTokens grantTokens,
        SessionTokens sessionTokens,
        DenialLog denials,
        Callers callers,
        Access access,
        Vault vault) {

    private static final int KEYS_CACHED_MAX = 50_000;
    private static final int GRANTS_CACHED_MAX = 120_000;
    private static final long UNSEALED_BYTES_MAX = 256L << 20;
    private static final int IDENTITIES_CACHED_MAX = 10_000;

    /// Builds the rooms on a data folder that this process owns.
    ///
    /// @param opened closes what has to be
    /// @throws IOException with one clear sentence if something they need is not as it should be
    static House open(DataFolder data, Settings settings, Engine engine, InstantSource clock, Opened opened)
            throws IOException {
        Seal seal = opened.keep(new Seal(rootKey(data, settings, engine.random()), engine));
        Store store = opened.keep(Store.open(databaseUrl(data, settings.database())));
        Journal journal = opened.keep(Journal.open(data.audit(), clock));

        Materials materials = new Materials(store);
        DomainKeys domainKeys = opened.keep(DomainKeys.open(materials, seal, engine.random(), clock.instant()));
        Access.Facts facts = new Access.Facts(
                new Keys(store, KEYS_CACHED_MAX),
                new Aliases(store, KEYS_CACHED_MAX),
                new Tags(store, KEYS_CACHED_MAX),
                new Grants(store, GRANTS_CACHED_MAX));
        Directory directory =
                opened.keep(Directory.open(store, seal, engine.random(), IDENTITIES_CACHED_MAX, settings.dev()));
        if (!settings.dev() && directory.accounts().list().isEmpty()) {
            throw new IOException("The database holds no account: restore it from its backup, or run 'trent init'.");
        }

        DenialLog denials = opened.keep(new DenialLog(store));
        GrantTokens grantTokens = new GrantTokens(seal);
        Callers callers = new Callers(directory.identities());
        Access access = new Access(
                facts,
                grantTokens,
                callers,
                new Denials(denials, engine.random(), directory.principalNames()),
                KEYS_CACHED_MAX);
        return new House(
                clock,
                engine,
                new RequestIds(engine.random().nextLong(), engine.random().nextLong()),
                store,
                journal,
                directory,
                facts,
                grantTokens,
                opened.keep(new SessionTokens(store, seal, engine, clock)),
                denials,
                callers,
                access,
                opened.keep(
                        new Vault(materials, facts.keys(), domainKeys, engine, unsealedBytesMax(), heavyThreads())));
    }

    /// Returns a sixteenth of the heap, which stands for the size of the machine.
    private static long unsealedBytesMax() {
        return Math.min(UNSEALED_BYTES_MAX, Runtime.getRuntime().maxMemory() / 16);
    }

    /// Returns half of the processors: the others are left to the requests that wait for nothing.
    private static int heavyThreads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /// Opens the root key, and in development makes it for a folder that is new.
    ///
    /// What a folder lacks is told, not made anew: an empty database in the place of a lost one would look
    /// like success.
    private static Secret rootKey(DataFolder data, Settings settings, SecureRandom random) throws IOException {
        boolean keyed = Files.exists(data.rootKey());
        boolean stored = settings.database() != null || Files.exists(data.database());
        if (settings.dev() && !keyed && !stored) {
            Files.createFile(data.devMark());
            return RootKeyFile.create(data.rootKey(), random);
        }
        Secret rootKey = RootKeyFile.read(data.rootKey());
        if (!stored) {
            throw new IOException("The database '" + data.database() + "' is missing: restore it from its backup.");
        }
        if (settings.dev() && !Files.exists(data.devMark())) {
            throw new IOException(
                    "The data folder '" + settings.data() + "' was not made by 'trent dev', whose well-known"
                            + " credentials would open it to everybody on this machine: use 'trent server'.");
        }
        return rootKey;
    }

    static String databaseUrl(DataFolder data, @Nullable String database) {
        Path file = data.database();
        return database != null ? database : "jdbc:sqlite:" + file;
    }
}
