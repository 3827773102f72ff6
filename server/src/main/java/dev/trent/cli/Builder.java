package dev.trent.cli;

import dev.trent.access.Access;
import dev.trent.access.Callers;
import dev.trent.access.GrantTokens;
import dev.trent.audit.Allowance;
import dev.trent.audit.Incidents;
import dev.trent.audit.Journal;
import dev.trent.audit.Ledger;
import dev.trent.aws.Partition;
import dev.trent.aws.Secret;
import dev.trent.chores.KeyEvents;
import dev.trent.chores.KeyMaking;
import dev.trent.chores.SessionsById;
import dev.trent.crypto.Engine;
import dev.trent.delivery.Delivery;
import dev.trent.delivery.TrailFolder;
import dev.trent.gateway.RequestIds;
import dev.trent.identity.Directory;
import dev.trent.identity.SessionTokens;
import dev.trent.inquiry.DenialLog;
import dev.trent.inquiry.Denials;
import dev.trent.keys.KeyRecords;
import dev.trent.lookup.Lookup;
import dev.trent.memory.Memory;
import dev.trent.operator.DataFolder;
import dev.trent.operator.House;
import dev.trent.operator.OperatorCommands;
import dev.trent.operator.OperatorReach;
import dev.trent.operator.Sentry;
import dev.trent.operator.Serving;
import dev.trent.seal.ContextHashes;
import dev.trent.seal.RootKeyFile;
import dev.trent.seal.RowKeys;
import dev.trent.seal.Seal;
import dev.trent.store.DatabaseSettings;
import dev.trent.store.ForgedRowException;
import dev.trent.store.Founding;
import dev.trent.store.RowSeal;
import dev.trent.store.Store;
import dev.trent.vault.DomainKeys;
import dev.trent.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds the rooms below the gateway, each once, from the bottom of the house to the top.
final class Builder {
    private static final Logger LOG = LoggerFactory.getLogger(Builder.class);

    private Builder() {}

    /// Builds the rooms on a data folder that this process owns.
    ///
    /// @param real the clock of the machine
    /// @param opened closes the opened resources
    /// @throws IOException with one clear sentence if the installation is not in order
    static House house(DataFolder data, Settings settings, Engine engine, InstantSource real, Opened opened)
            throws IOException {
        InstantSource clock = clock(data, settings.dev(), real);
        Seal seal = opened.keep(new Seal(rootKey(data, settings, engine.random()), engine));
        RowKeys rowKeys = opened.keep(new RowKeys(seal, engine));
        Store store = opened.keep(
                Store.open(settings.tuning().database(data.databaseUrl(settings.database())), founding(settings)));
        // A root key of other data is refused here, before anything is written to the log.
        authenticate(store, rowKeys, settings, data);
        Sentry sentry = opened.keep(Sentry.on(data.path(), settings.bounds()::diskReserveBytes));
        watch(sentry, data, settings);
        Journal journal = opened.keep(Journal.open(data.audit(), clock, store));
        sentry.reserve(journal::roomy);
        Ledger ledger = opened.keep(new Ledger(store, journal, clock));
        ledger.begin();
        ledger.deliver();
        Lookup lookup = new Lookup(
                data.audit(), data.index(), journal, engine.random(), () -> House.mayChange(journal, sentry));
        RequestIds ids =
                new RequestIds(engine.random().nextLong(), engine.random().nextLong());
        Incidents incidents = new Incidents(journal, ids::next, clock, store.partition());

        Memory memory = memory(
                settings.tuning().cachePercent(), settings.network().scraping().on());
        KeyRecords records = opened.keep(
                KeyRecords.of(store, memory, settings.bounds().quotas().ofKeys()));
        records.uses().begin(clock.instant());
        DomainKeys domainKeys =
                opened.keep(DomainKeys.open(records.materials(), seal, engine.random(), clock.instant()));
        Directory directory = opened.keep(Directory.open(store, seal, engine.random(), memory, settings.dev()));
        if (!settings.dev() && !directory.accounts().any()) {
            throw new IOException("The database holds no account: restore it from its backup, or run 'trent init'.");
        }

        convert(new SessionsById(store, directory.principalNames()), incidents);

        DenialLog denialLog = new DenialLog(
                store,
                new Allowance(settings.bounds().refusedBytesPerSecond(), System::nanoTime),
                sentry::mayChange,
                clock instanceof MovableClock movable ? movable::nanos : System::nanoTime);
        GrantTokens grantTokens = new GrantTokens(seal);
        SessionTokens sessionTokens = opened.keep(new SessionTokens(store, seal, engine, clock, memory));
        sessionTokens.prepare();
        Callers callers = new Callers(directory.identities(), memory);
        Denials denials = new Denials(denialLog, engine.random(), directory.principalNames());
        Vault vault = opened.keep(new Vault(records, domainKeys, seal, engine, memory, heavyThreads(), clock));
        KeyMaking making =
                new KeyMaking(records, vault, ledger, new KeyEvents(ids::next), () -> House.mayChange(journal, sentry));
        Access access = new Access(records, grantTokens, callers, denials, making, memory);
        Delivery delivery = new Delivery(store, journal, data.audit(), new TrailFolder(data.trails()), seal, engine);
        return new House(
                clock,
                memory,
                ids,
                incidents,
                store,
                journal,
                ledger,
                lookup,
                sentry,
                directory,
                records,
                grantTokens,
                sessionTokens,
                denialLog,
                denials,
                callers,
                access,
                vault,
                delivery,
                opened.keep(new ContextHashes(seal, engine)),
                new Serving());
    }

    /// Returns the clock of a data folder. In development it can be moved.
    ///
    /// A server with another clock would set the time of the data back. Due dates, expiry and the order of the
    /// audit log depend on it.
    private static InstantSource clock(DataFolder data, boolean dev, InstantSource real) throws IOException {
        if (dev) {
            return MovableClock.open(real, data.clock());
        }
        if (Files.exists(data.clock())) {
            throw new IOException("The clock of the data folder '" + data.path()
                    + "' was moved, so its data are from a time that has not come: use 'trent dev'.");
        }
        return real;
    }

    /// Opens the key of the rows. In development, rows of an older Trent are taken on trust.
    private static void authenticate(Store store, RowSeal rowKeys, Settings settings, DataFolder data)
            throws IOException {
        if (store.authenticate(rowKeys, House.tables())) {
            data.markAuthenticated();
            return;
        }
        data.refuseAdoption();
        if (!settings.dev()) {
            throw new IOException("An older Trent wrote the database, and its rows have no codes yet: 'trent adopt-rows"
                    + " --data " + settings.data() + "' takes them on trust, once. If this version has used the"
                    + " database before, somebody has removed the codes: restore a backup (docs/operate.md).");
        }
        SortedMap<String, Long> adopted = store.write(Store.adoption(rowKeys, House.tables()));
        LOG.info("An older Trent wrote the database: its rows are taken on trust, {}", adopted);
        if (!store.authenticate(rowKeys, House.tables())) {
            throw new AssertionError("The rows were adopted and have no key.");
        }
        data.markAuthenticated();
    }

    private static void convert(SessionsById conversion, Incidents incidents) throws IOException {
        try {
            conversion.convert();
        } catch (ForgedRowException forged) {
            incidents.tell(forged);
            throw new IOException(forged.getMessage() + ". Restore a backup (docs/operate.md).", forged);
        }
    }

    /// Returns the performer of operators' commands without a server. It opens the rooms for each command.
    static OperatorReach.WithoutServer withoutServer(InstantSource clock) {
        return (folder, database, operator, arguments) -> {
            DatabaseSettings.warnOf(database);
            boolean dev = Files.exists(folder.devMark());
            Settings settings = new Settings(folder.path(), Serving.HOST, 0, null, null, database, dev);
            try (Opened opened = new Opened()) {
                House house = house(folder, settings, Engine.fastest(), clock, opened);
                return new OperatorCommands(house).answer(operator, arguments);
            }
        };
    }

    /// In development the first start makes the database. Otherwise `trent init` has made it.
    private static @Nullable Founding founding(Settings settings) {
        Partition wanted = settings.partition();
        return settings.dev() ? new Founding(wanted == null ? Partition.AWS : wanted, wanted != null) : null;
    }

    /// Returns the memory that all caches share. It is a part of the heap, so the caches never fill the heap.
    private static Memory memory(int percent, boolean counted) {
        return new Memory(Runtime.getRuntime().maxMemory() / 100 * percent, counted);
    }

    /// Watches the files that were opened under a name and stay in use.
    private static void watch(Sentry sentry, DataFolder data, Settings settings) throws IOException {
        var _ = sentry.vital(
                data.lock(), "another server could start on the folder; stop this one, and start it again");
        var _ = sentry.other(
                data.rootKey(), "without it nothing can be read after a restart; put it back from its backup");
        if (settings.database() == null) {
            String restore = "put it back where it was, or stop the server, restore its backup and start it again";
            var _ = sentry.vital(data.database(), restore);
            Path log = data.database().resolveSibling(data.database().getFileName() + "-wal");
            if (Files.exists(log)) {
                var _ = sentry.vital(log, restore);
            }
        }
    }

    /// Returns half of the number of processors: the others are for the requests that do no heavy work.
    private static int heavyThreads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /// Opens the root key. In development it makes one for a new folder.
    ///
    /// A missing file is reported and not made again: an empty database in place of a lost one would look like
    /// success.
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
}
