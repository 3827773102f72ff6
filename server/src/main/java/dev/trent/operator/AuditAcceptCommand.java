package dev.trent.operator;

import dev.trent.audit.Journal;
import dev.trent.aws.Partition;
import dev.trent.crypto.Engine;
import dev.trent.gateway.RequestIds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `trent audit accept`: lets the server go on after the audit log was changed.
@Command(
        name = "accept",
        description =
                "Let the server go on after an audit log that was changed. The log tells of it for ever, and 'trent"
                        + " audit verify' still names the change; no server may be running.",
        mixinStandardHelpOptions = true)
public final class AuditAcceptCommand implements Callable<Integer> {
    @Option(names = "--data", required = true, description = "The data folder.")
    private Path data = Path.of("");

    @Option(names = "--config", description = "A properties file with further settings.")
    @SuppressWarnings("UnusedVariable") // SettingsProvider reads it from the command line
    private @Nullable Path config;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final InstantSource clock;

    public AuditAcceptCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(data)) {
            throw new IOException("The data folder '" + data + "' does not exist.");
        }
        Engine engine = Engine.fastest();
        RequestIds ids =
                new RequestIds(engine.random().nextLong(), engine.random().nextLong());
        Operator operator = new Operator(OsUser.ofThisProcess().getName());
        try (DataFolder folder = DataFolder.open(data);
                Journal journal = Journal.accept(folder.audit(), clock)) {
            // The database, which knows the partition, may not be in reach. The partition names only the Region.
            OperatorLog log = new OperatorLog(journal, ids, clock, Partition.AWS, operator);
            log.record(OperatorLog.ACCEPT_AUDIT_LOG, null, Map.of(), null);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("The audit log goes on in a new file, whose first record tells that you have accepted the break.");
        out.flush();
        return 0;
    }
}
