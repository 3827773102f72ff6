package dev.trent.cli;

import dev.trent.aws.Caller;
import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.identity.AccessKey;
import dev.trent.identity.AccessKeyGenerator;
import dev.trent.identity.Directory;
import dev.trent.seal.RootKeyFile;
import dev.trent.seal.Seal;
import dev.trent.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trent init`: the data folder, the root key, the first account and its root user's access key.
@Command(
        name = "init",
        description = "Make a data folder with a root key, an account and the access key of its root user, shown once.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    private static final String ACCOUNT_FORM = "[0-9]{12}";

    @Option(names = "--account", required = true, description = "The account's id, twelve digits.")
    private String account = "";

    @Option(names = "--data", required = true, description = "The folder that is to keep the data.")
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

    InitCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if (!account.matches(ACCOUNT_FORM)) {
            throw new ParameterException(
                    spec.commandLine(), "--account takes twelve digits such as 111122223333, not '" + account + "'.");
        }
        Engine engine = Engine.fastest();
        AccessKeyGenerator generator = new AccessKeyGenerator(engine.random());
        try (DataFolder folder = DataFolder.open(data);
                Secret secret = generator.secret()) {
            Caller root = Caller.root(account, generator.id());
            createAll(folder, engine, new AccessKey(root, secret));
            report(root.accessKeyId(), secret);
        }
        return 0;
    }

    /// Makes the root key last: a folder without one was never initialised, however far an attempt came.
    private void createAll(DataFolder folder, Engine engine, AccessKey key) throws IOException {
        if (Files.exists(folder.rootKey())) {
            throw new IOException("The data folder '" + data + "' is initialised already; nothing was changed.");
        }
        try (Seal seal = new Seal(RootKeyFile.create(folder.rootKey(), engine.random()), engine);
                Store store = Store.open(Trent.databaseUrl(folder, database));
                Directory directory = Directory.open(store, seal, engine.random(), 1, false)) {
            if (!directory.accounts().createFirst(account, key, clock.instant())) {
                throw new IOException("The database holds an account already; nothing was changed.");
            }
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(folder.rootKey());
            throw failure;
        }
    }

    private void report(String accessKeyId, Secret secret) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("The account " + account + " is made. Its root user's access key is shown this once:");
        out.println();
        out.println("export AWS_ACCESS_KEY_ID=" + accessKeyId);
        out.println("export AWS_SECRET_ACCESS_KEY=" + new String(secret.exposed(), StandardCharsets.US_ASCII));
        out.println();
        out.println(
                "The root key is in " + data.resolve("root.key") + ": without it nothing can be decrypted. Keep a copy"
                        + " of it in a safe place, apart from the backups of the database.");
        out.flush();
    }
}
