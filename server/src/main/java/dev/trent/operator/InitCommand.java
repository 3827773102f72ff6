package dev.trent.operator;

import dev.trent.audit.Journal;
import dev.trent.audit.JournalException;
import dev.trent.audit.Ledger;
import dev.trent.audit.Line;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.aws.Partition;
import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.gateway.RequestIds;
import dev.trent.identity.AccessKey;
import dev.trent.identity.AccessKeyGenerator;
import dev.trent.identity.ConsoleLinks;
import dev.trent.identity.Directory;
import dev.trent.memory.Memory;
import dev.trent.seal.RootKeyFile;
import dev.trent.seal.RowKeys;
import dev.trent.seal.Seal;
import dev.trent.store.Change;
import dev.trent.store.DatabaseSettings;
import dev.trent.store.Founding;
import dev.trent.store.Store;
import dev.trent.store.UnconfirmedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `trent init`: the data folder, the root key, the first account and its root user's access key.
@Command(
        name = "init",
        description = "Make a data folder with a root key, an account and the access key of its root user, shown once.",
        mixinStandardHelpOptions = true)
public final class InitCommand implements Callable<Integer> {
    private static final int PATH_CHARACTERS_MAX = 1000;

    @Option(names = "--account", required = true, description = "The account's id, twelve digits.")
    private String account = "";

    @Option(names = "--data", required = true, description = "The folder that is to keep the data.")
    private Path data = Path.of("");

    @Option(
            names = "--database",
            description = "A PostgreSQL database, jdbc:postgresql://…; default is a file in the data folder.")
    private @Nullable String database;

    @Option(
            names = "--out",
            description = "A new file for the access key, which only you may read; default is the terminal.")
    private @Nullable Path out;

    @Option(
            names = "--partition",
            converter = PartitionConverter.class,
            description = "The part of AWS that the account lies in, such as aws-cn; default is aws.")
    private Partition partition = Partition.AWS;

    /// As of the commands that serve.
    enum Use {
        /// A link is printed.
        on,
        /// No link is printed.
        off
    }

    @Option(
            names = "--console",
            paramLabel = "USE",
            description = "Whether a link is printed by which the root user signs in to the web console once, within"
                    + " 24 hours: ${COMPLETION-CANDIDATES}.",
            defaultValue = "on")
    private Use console = Use.on;

    @Option(names = "--config", description = "A properties file with further settings.")
    @SuppressWarnings("UnusedVariable") // SettingsProvider reads it from the command line
    private @Nullable Path config;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock;

    public InitCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        AccountCommand.requireAccount(spec, "--account", account);
        if (out == null) {
            show(make());
            return 0;
        }
        // The file is made first. The secret is shown only once, so its file must exist before the secret does.
        try (OutFile file = OutFile.create(out)) {
            file.keep(make());
        }
        show("# The account " + account + " is made. Its root user's access key is in '" + out + "'.\n");
        return 0;
    }

    private void show(String text) {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.print(text);
        terminal.flush();
    }

    /// Makes the installation, and returns the shell variables for its use.
    private String make() throws IOException {
        Engine engine = Engine.fastest();
        AccessKeyGenerator generator = new AccessKeyGenerator(engine.random());
        Operator operator = new Operator(OsUser.ofThisProcess().getName());
        RequestIds ids =
                new RequestIds(engine.random().nextLong(), engine.random().nextLong());
        try (DataFolder folder = DataFolder.open(data);
                Journal journal = Journal.open(folder.audit(), clock);
                Secret secret = generator.secret()) {
            Caller root = Caller.root(partition, account, generator.id());
            OperatorLog log = new OperatorLog(journal, ids, clock, partition, operator);
            String link = createAllOrRecord(folder, engine, new AccessKey(root, secret), journal, log);
            return report(root.accessKeyId(), secret, link);
        } catch (JournalException lost) {
            throw new IOException(
                    "The account is made, but the audit log cannot be written, so its access key is not shown: once it can"
                            + " be, make another with 'trent root-credential create'.",
                    lost);
        }
    }

    /// Records a failure too. Its cause is shown to the operator. Returns the token of the console's link, or null.
    private @Nullable String createAllOrRecord(
            DataFolder folder, Engine engine, AccessKey key, Journal journal, OperatorLog log) throws IOException {
        try {
            return createAll(folder, engine, key, journal, log);
        } catch (JournalException made) {
            throw made;
        } catch (IOException | RuntimeException failure) {
            recordFailure(failure, log);
            throw failure;
        }
    }

    /// Others can read the record, so it only tells harmless facts about the failure.
    private void recordFailure(Exception failure, OperatorLog log) {
        AwsException refusal = failure instanceof AwsException known
                ? known
                : AwsError.KMS_INTERNAL.because("The data folder could not be initialised.");
        try {
            log.record(OperatorLog.CREATE_ACCOUNT, account, Map.of(), refusal);
        } catch (JournalException lost) {
            // Nothing was made, so the user must know only the failure itself.
            failure.addSuppressed(lost);
        }
    }

    /// Makes the root key last: a folder without one was never initialised, also after a failed attempt.
    private @Nullable String createAll(
            DataFolder folder, Engine engine, AccessKey key, Journal journal, OperatorLog log) throws IOException {
        if (Files.exists(folder.rootKey())) {
            throw AwsError.ENTITY_ALREADY_EXISTS.because(
                    "The data folder '" + data + "' is initialised already; nothing was changed.");
        }
        DatabaseSettings.warnOf(database);
        try (Seal seal = new Seal(RootKeyFile.create(folder.rootKey(), engine.random()), engine);
                RowKeys rowKeys = new RowKeys(seal, engine);
                Store store =
                        Store.open(DatabaseSettings.of(folder.databaseUrl(database)), new Founding(partition, true));
                Directory directory = Directory.open(store, seal, engine.random(), new Memory(0), false);
                Ledger ledger = new Ledger(store, journal, clock)) {
            required(!directory.accounts().any());
            if (!store.authenticate(rowKeys, House.tables())) {
                throw new AssertionError("The database holds no account, and rows of accounts.");
            }
            folder.markAuthenticated();
            String link = console == Use.on ? directory.consoleLinks().draw() : null;
            Change<Boolean> creation = directory
                    .accounts()
                    .createFirst(account, key, clock.instant())
                    .map(InitCommand::required);
            ledger.writeAll(
                    tx -> {
                        Boolean made = creation.in(tx);
                        if (link != null) {
                            ConsoleLinks.make(link, account, clock.instant()).in(tx);
                        }
                        return made;
                    },
                    _ -> lines(log, key.caller().accessKeyId(), link != null));
            return link;
        } catch (JournalException | UnconfirmedException made) {
            // The account is made, or may be: without the root key it would be lost.
            throw made;
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(folder.rootKey());
            throw failure;
        }
    }

    private List<Line> lines(OperatorLog log, String accessKeyId, boolean linked) {
        Stream<Line> always = Stream.of(
                log.line(OperatorLog.CREATE_ACCOUNT, account, Map.of(), null),
                log.line(
                        OperatorLog.CREATE_ROOT_CREDENTIAL,
                        account,
                        Map.of(OperatorLog.ACCESS_KEY_ID, accessKeyId),
                        null));
        Stream<Line> link =
                linked ? Stream.of(log.line(OperatorLog.CREATE_CONSOLE_LINK, account, Map.of(), null)) : Stream.empty();
        return Stream.concat(always, link).toList();
    }

    private static boolean required(boolean made) {
        if (!made) {
            throw AwsError.ENTITY_ALREADY_EXISTS.because("The database holds an account already; nothing was changed.");
        }
        return true;
    }

    private String report(String accessKeyId, Secret secret, @Nullable String link) {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        lines.println("# The account " + account + " is made. Its root user's access key, which is shown this once:");
        RootCredentialCreateCommand.print(lines, accessKeyId, secret);
        lines.println("unset AWS_SESSION_TOKEN AWS_PROFILE");
        lines.println("# Where 'trent server' listens unless it is told otherwise (with TLS it is https://), and the"
                + " Region of the keys:");
        lines.println("export AWS_ENDPOINT_URL=" + Serving.address(false, Serving.HOST, Serving.PORT));
        lines.println("export AWS_REGION=" + partition.usualRegion());
        lines.println("export AWS_DEFAULT_REGION=" + partition.usualRegion());
        lines.println("# With TLS, the certificate of the authority, if your system does not know it:");
        lines.println("#export AWS_CA_BUNDLE=/path/to/ca.pem");
        lines.println(
                "# The root key is in " + shown(data.resolve("root.key")) + ": without it nothing can be decrypted."
                        + " Keep a copy of it in a safe place, apart from the backups of the database.");
        if (link != null) {
            lines.println(
                    "# Where the root user signs in to the web console, once, within 24 hours (as above, with TLS it"
                            + " is https://):");
            // What follows the # stays in the browser: no log of a server or a proxy gets it.
            lines.println("# " + Serving.address(false, Serving.HOST, Serving.PORT) + "/console/#first-run=" + link);
        }
        return text.toString();
    }

    /// SAFE: a shell reads the text, and the text after a line break in a name would not be a comment.
    private static String shown(Path path) {
        return Printable.of(path.toString(), PATH_CHARACTERS_MAX);
    }
}
