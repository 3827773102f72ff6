package dev.trent.operator;

import dev.trent.audit.ChainHead;
import dev.trent.delivery.CheckpointVerification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `trent audit head`.
@Command(
        name = "head",
        description =
                "Print the last record of the audit log, NUMBER:HASH. Note it elsewhere, and give it to 'trent audit"
                        + " verify --expect-head' later. A server may be running.",
        mixinStandardHelpOptions = true)
public final class AuditHeadCommand implements Callable<Integer> {
    @Mixin
    private AuditFolder folder = new AuditFolder();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--checkpoint",
            description = "Print the newest signed checkpoint instead: a record, a time and a signature.")
    private boolean checkpoint;

    private final DevFolder devFolder;

    /// @param devFolder the installation if no other is named
    public AuditHeadCommand(DevFolder devFolder) {
        this.devFolder = devFolder;
    }

    @Override
    public Integer call() throws IOException {
        Path audit = folder.path(devFolder);
        PrintWriter out = spec.commandLine().getOut();
        out.println(checkpoint ? signed(audit) : last(audit));
        out.flush();
        return 0;
    }

    private static String last(Path audit) throws IOException {
        ChainHead head = ChainHead.of(audit);
        if (head == null) {
            throw new IOException("The log has no chained record.");
        }
        return head.toString();
    }

    private static String signed(Path audit) throws IOException {
        String line = CheckpointVerification.last(audit);
        if (line == null) {
            throw new IOException("No checkpoint is signed yet: a server signs the first one after ten minutes.");
        }
        return line;
    }
}
