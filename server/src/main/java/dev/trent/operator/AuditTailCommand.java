package dev.trent.operator;

import dev.trent.audit.LogRecord;
import dev.trent.audit.RecordReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trent audit tail`.
@Command(
        name = "tail",
        description = "Print the last records of the audit log, each as one line of JSON. A server may be running.",
        mixinStandardHelpOptions = true)
public final class AuditTailCommand implements Callable<Integer> {
    private static final int RECORDS_MAX = 10_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    @Mixin
    private AuditFolder folder = new AuditFolder();

    @Option(names = "-n", description = "How many; default is ${DEFAULT-VALUE}.", defaultValue = "10")
    private int records;

    @Option(names = "-f", description = "Go on with new records as they come, until the command is interrupted.")
    private boolean follow;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final DevFolder devFolder;

    /// @param devFolder the installation if no other is named
    public AuditTailCommand(DevFolder devFolder) {
        this.devFolder = devFolder;
    }

    @Override
    public Integer call() throws IOException {
        if (records < 0 || records > RECORDS_MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '-n': " + records + " is not between 0 and " + RECORDS_MAX);
        }
        PrintWriter out = spec.commandLine().getOut();
        Consumer<LogRecord> print = record -> out.append(record.text()).append('\n');
        RecordReader reader = new RecordReader(folder.path(devFolder));
        reader.last(records, print);
        out.flush();
        while (follow && !out.checkError() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, LOOK_EVERY.toNanos());
            reader.more(print);
        }
        return 0;
    }
}
