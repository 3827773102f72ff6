package dev.trent.operator;

import dev.trent.crypto.Engine;
import dev.trent.delivery.CheckpointVerification;
import dev.trent.delivery.TrailVerification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `trent audit verify --trail`: verifies the files of trails in the place of the log.
final class AuditTrailOptions {
    @Option(
            names = "--trail",
            paramLabel = "FOLDER",
            description =
                    "Verify log files and digests of trails instead: trails/BUCKET of the data folder, or a copy of"
                            + " it. A folder in it or above it is understood too.")
    private @Nullable Path folder;

    @Option(
            names = "--public-keys",
            paramLabel = "FILE",
            description =
                    "The public keys, noted elsewhere; else those in the folder or beside it. With --trail, what 'aws"
                            + " cloudtrail list-public-keys' printed; without, checkpoint-keys.json of the audit"
                            + " log.")
    private @Nullable Path publicKeys;

    boolean given() {
        return folder != null;
    }

    /// Verifies the signatures of the checkpoints of a log.
    CheckpointVerification checkpoints(Path audit) throws IOException {
        return CheckpointVerification.of(audit, publicKeys, Engine.fastest());
    }

    /// Verifies the folder, and returns whether everything is as it was signed.
    boolean verify(PrintWriter out) throws IOException {
        if (folder == null) {
            throw new AssertionError("no folder is given");
        }
        TrailVerification verification = TrailVerification.of(folder, publicKeys, Engine.fastest());
        verification.lines().forEach(out::println);
        out.flush();
        return verification.sound();
    }
}
