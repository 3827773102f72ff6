package dev.trent.operator;

import dev.trent.audit.LogPoint;
import dev.trent.audit.LogRecord;
import dev.trent.audit.LogSelection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trent audit export`, also called `trent audit cat`.
@Command(
        name = "export",
        aliases = "cat",
        description = "Print the records of the audit log, or some of them, each as one line of JSON. A server may be"
                + " running. Ends with status 1 if a part of the log cannot be read.",
        mixinStandardHelpOptions = true)
public final class AuditExportCommand implements Callable<Integer> {
    private static final int INCOMPLETE = 1;

    @Mixin
    private AuditFolder folder = new AuditFolder();

    @Option(
            names = "--from",
            paramLabel = "POINT",
            converter = LogPointConverter.class,
            description = "The first record: its number, or a time such as 2026-11-24T01:02:03Z or 2026-11-24.")
    private @Nullable LogPoint from;

    @Option(
            names = "--to",
            paramLabel = "POINT",
            converter = LogPointConverter.class,
            description = "The last record, in the same way.")
    private @Nullable LogPoint to;

    @Option(names = "--account", description = "Only the records of this account.")
    private @Nullable String account;

    @Option(names = "--region", description = "Only the records of this Region.")
    private @Nullable String region;

    @Option(
            names = "--cloudtrail",
            description = "Print one object, {\"Records\":[…]}, as in the log files of CloudTrail.")
    private boolean cloudTrail;

    @Option(names = "--out", paramLabel = "FILE", description = "A new file for the records, in place of the output.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final DevFolder devFolder;

    /// @param devFolder the installation if no other is named
    public AuditExportCommand(DevFolder devFolder) {
        this.devFolder = devFolder;
    }

    @Override
    public Integer call() throws IOException {
        if (from != null && to != null && from.isAfter(to)) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--to': it is before '--from'.");
        }
        Path log = folder.path(devFolder);
        boolean whole;
        if (out == null) {
            whole = write(log, spec.commandLine().getOut());
        } else {
            try (OutFile file = OutFile.create(out);
                    PrintWriter writer = new PrintWriter(
                            Files.newBufferedWriter(out, StandardCharsets.UTF_8, StandardOpenOption.WRITE))) {
                whole = write(log, writer);
                if (writer.checkError()) {
                    throw new IOException("The file '" + out + "' could not be written.");
                }
                file.keep();
            }
        }
        if (!whole) {
            spec.commandLine().getErr().println("A part of the log cannot be read: 'trent audit verify' names it.");
        }
        return whole ? 0 : INCOMPLETE;
    }

    private boolean write(Path log, PrintWriter writer) throws IOException {
        Records records = new Records(writer, cloudTrail);
        boolean whole = new LogSelection(from, to, account, region).read(log, records);
        records.end();
        return whole;
    }

    /// Prints records in one of the two forms.
    private static final class Records implements Consumer<LogRecord> {
        private final PrintWriter writer;
        private final boolean cloudTrail;
        private boolean any;

        Records(PrintWriter writer, boolean cloudTrail) {
            this.writer = writer;
            this.cloudTrail = cloudTrail;
            if (cloudTrail) {
                writer.append("{\"Records\":[");
            }
        }

        @Override
        public void accept(LogRecord record) {
            if (cloudTrail) {
                writer.append(any ? "," : "").append(record.text());
            } else {
                writer.append(record.text()).append('\n');
            }
            any = true;
        }

        void end() {
            if (cloudTrail) {
                writer.append("]}\n");
            }
            writer.flush();
        }
    }
}
