package dev.trent.operator;

import dev.trent.audit.RecordReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `trent audit cat`.
@Command(
        name = "cat",
        description = "Print the records of the audit log, each as one line of JSON. A server may be running.",
        mixinStandardHelpOptions = true)
public final class AuditCatCommand implements Callable<Integer> {
    @Mixin
    private AuditFolder folder = new AuditFolder();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final DevFolder devFolder;

    /// @param devFolder the installation if no other is named
    public AuditCatCommand(DevFolder devFolder) {
        this.devFolder = devFolder;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        new RecordReader(folder.path(devFolder))
                .more(record -> out.append(record).append('\n'));
        out.flush();
        return 0;
    }
}
