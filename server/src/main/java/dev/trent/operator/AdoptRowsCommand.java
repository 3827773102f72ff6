package dev.trent.operator;

import dev.trent.audit.Journal;
import dev.trent.audit.JournalException;
import dev.trent.audit.Ledger;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.crypto.Engine;
import dev.trent.gateway.RequestIds;
import dev.trent.seal.RootKeyFile;
import dev.trent.seal.RowKeys;
import dev.trent.seal.Seal;
import dev.trent.store.DatabaseSettings;
import dev.trent.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `trent adopt-rows`: takes the rows of a database that an older Trent wrote on trust, once.
///
/// It needs the installation for itself: the rooms above the database cannot be built before it.
@Command(
        name = "adopt-rows",
        description = "Take the rows of a database that an older Trent wrote on trust, once; no server may be running.",
        mixinStandardHelpOptions = true)
public final class AdoptRowsCommand implements Callable<Integer> {
    private static final int FORGED = 1;

    @Option(names = "--data", required = true, description = "The data folder.")
    private Path data = Path.of("");

    @Option(
            names = "--database",
            description = "A PostgreSQL database, jdbc:postgresql://…; default is a file in the data folder.")
    private @Nullable String database;

    @Option(names = "--config", description = "A properties file with further settings.")
    @SuppressWarnings("UnusedVariable") // SettingsProvider reads it from the command line
    private @Nullable Path config;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock;

    public AdoptRowsCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(data)) {
            throw new IOException("The data folder '" + data + "' does not exist: make it with 'trent init'.");
        }
        DatabaseSettings.warnOf(database);
        Engine engine = Engine.fastest();
        Operator operator = new Operator(OsUser.ofThisProcess().getName());
        RequestIds ids =
                new RequestIds(engine.random().nextLong(), engine.random().nextLong());
        try (DataFolder folder = DataFolder.open(data)) {
            requireDatabase(folder);
            try (Seal seal = new Seal(RootKeyFile.read(folder.rootKey()), engine);
                    RowKeys keys = new RowKeys(seal, engine);
                    Store store = Store.open(DatabaseSettings.of(folder.databaseUrl(database)), null);
                    Journal journal = Journal.open(folder.audit(), clock, store);
                    Ledger ledger = new Ledger(store, journal, clock)) {
                ledger.begin();
                ledger.deliver();
                OperatorLog log = new OperatorLog(journal, ids, clock, store.partition(), operator);
                return adoptOrRecord(folder, store, keys, ledger, log);
            } catch (JournalException lost) {
                throw new IOException(
                        "The audit log cannot be written. If the rows are adopted, the record will follow: give the"
                                + " command again once the log works.",
                        lost);
            }
        }
    }

    /// A missing file is not made: an empty database in place of a lost one would look like success.
    private void requireDatabase(DataFolder folder) throws IOException {
        if (database == null && !Files.exists(folder.database())) {
            throw new IOException("The database '" + folder.database() + "' is missing: restore it from its backup.");
        }
    }

    private int adoptOrRecord(DataFolder folder, Store store, RowKeys keys, Ledger ledger, OperatorLog log)
            throws IOException {
        try {
            return adopt(folder, store, keys, ledger, log);
        } catch (JournalException lost) {
            throw lost;
        } catch (RuntimeException failure) {
            record(log, Map.of(), "The rows could not be adopted.");
            throw failure;
        }
    }

    private int adopt(DataFolder folder, Store store, RowKeys keys, Ledger ledger, OperatorLog log) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (store.authenticate(keys, House.tables())) {
            folder.markAuthenticated();
            List<String> forged = store.forged();
            if (forged.isEmpty()) {
                out.println("The rows of the database are authenticated already, and nobody else wrote them."
                        + " Nothing was changed.");
                return 0;
            }
            record(log, Map.of("forgedRows", forged.getFirst()), "The database has rows that Trent did not write.");
            out.println("Somebody else than Trent wrote these rows, or they are damaged. Nothing was changed: restore a"
                    + " backup (docs/operate.md).");
            forged.forEach(out::println);
            return FORGED;
        }
        folder.refuseAdoption();
        SortedMap<String, Long> adopted = ledger.write(
                Store.adoption(keys, House.tables()), rows -> log.line(OperatorLog.ADOPT_ROWS, null, text(rows), null));
        folder.markAuthenticated();
        out.println("Taken on trust, as they are:");
        adopted.forEach((table, rows) -> out.println(rows + (rows == 1 ? " row of " : " rows of ") + table));
        return 0;
    }

    private static void record(OperatorLog log, Map<String, String> what, String why) {
        AwsException refusal = AwsError.KMS_INTERNAL.because(why);
        log.record(OperatorLog.ADOPT_ROWS, null, what, refusal);
    }

    private static Map<String, String> text(SortedMap<String, Long> rows) {
        Map<String, String> text = new TreeMap<>();
        rows.forEach((table, number) -> text.put(table, number.toString()));
        return text;
    }
}
