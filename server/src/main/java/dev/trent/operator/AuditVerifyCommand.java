package dev.trent.operator;

import dev.trent.audit.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `trent audit verify`.
@Command(
        name = "verify",
        description =
                "Verify the chain of the audit log; ends with status 1, and names the first record that is missing or"
                        + " was changed. A server may be running.",
        mixinStandardHelpOptions = true)
public final class AuditVerifyCommand implements Callable<Integer> {
    private static final int CHANGED = 1;

    @Mixin
    private AuditFolder folder = new AuditFolder();

    @Option(
            names = "--head",
            description =
                    "A record that the log must have, NUMBER:HASH, as an earlier verification has named its last one.")
    private @Nullable String head;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final DevFolder devFolder;

    /// @param devFolder the installation if no other is named
    public AuditVerifyCommand(DevFolder devFolder) {
        this.devFolder = devFolder;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            Verification verification = Verification.of(folder.path(devFolder), head);
            verification.lines().forEach(out::println);
            out.flush();
            return verification.sound() ? 0 : CHANGED;
        } catch (IllegalArgumentException misunderstood) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--head': " + misunderstood.getMessage(),
                    misunderstood);
        }
    }
}
