package dev.trent.operator;

import dev.trent.audit.ChainHead;
import dev.trent.audit.LogPoint;
import dev.trent.audit.Verification;
import dev.trent.delivery.CheckpointVerification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
                "Verify the chain of the audit log and its signed checkpoints; ends with status 1, and names the first"
                        + " record that is missing or was changed. A server may be running.",
        mixinStandardHelpOptions = true)
public final class AuditVerifyCommand implements Callable<Integer> {
    private static final int CHANGED = 1;

    @Mixin
    private AuditFolder folder = new AuditFolder();

    @Option(
            names = {"--expect-head", "--head"},
            paramLabel = "[NUMBER:]HASH",
            description =
                    "A record that the log must have, as 'trent audit head' or an earlier verification has named it;"
                            + " its hash alone is enough.")
    private @Nullable String head;

    @Option(
            names = "--from",
            paramLabel = "POINT",
            converter = LogPointConverter.class,
            description = "Begin with the file that has this record or time: its number, or a time such as"
                    + " 2026-11-24T01:02:03Z or 2026-11-24. What is missing before it does not count then.")
    private @Nullable LogPoint from;

    @Option(
            names = "--to",
            paramLabel = "POINT",
            converter = LogPointConverter.class,
            description = "End with the file that has this record or time.")
    private @Nullable LogPoint to;

    @Mixin
    private AuditTrailOptions trail = new AuditTrailOptions();

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
        if (trail.given()) {
            return trail.verify(out) ? 0 : CHANGED;
        }
        if (from != null && to != null && from.isAfter(to)) {
            throw new ParameterException(spec.commandLine(), "Invalid value for option '--to': it is before '--from'.");
        }
        try {
            Path audit = folder.path(devFolder);
            // A server may sign later records while the log is read.
            CheckpointVerification checkpoints = trail.checkpoints(audit);
            Verification verification = Verification.of(audit, head, from, to);
            ChainHead signed = checkpoints.required(verification.log());
            if (signed != null) {
                verification.requireSigned(signed);
            }
            verification.lines().forEach(out::println);
            checkpoints.lines().forEach(out::println);
            out.flush();
            return verification.sound() && checkpoints.sound() ? 0 : CHANGED;
        } catch (IllegalArgumentException misunderstood) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '--expect-head': " + misunderstood.getMessage(),
                    misunderstood);
        }
    }
}
