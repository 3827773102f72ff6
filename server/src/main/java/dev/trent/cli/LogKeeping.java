package dev.trent.cli;

import dev.trent.audit.Retention;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// How long the audit log is kept, and what it shows, as options of the commands that serve.
final class LogKeeping {
    private static final long MEBIBYTE = 1 << 20;

    @Option(
            names = "--audit-keep",
            paramLabel = "DAYS",
            description = "How many days the records of the audit log are kept at least; then the oldest files are"
                    + " removed, with a record of it. Default is for ever.")
    private @Nullable Integer keepDays;

    @Option(
            names = "--audit-keep-bytes",
            paramLabel = "MEBIBYTES",
            description = "The size of the audit log beyond which its oldest files are removed, with a record of it."
                    + " Default is no bound.")
    private @Nullable Long keepMebibytes;

    @Option(
            names = "--audit-context",
            paramLabel = "FORM",
            description = "What audit records show of the values of encryption contexts: ${COMPLETION-CANDIDATES}."
                    + " 'trent audit hash-context' prints the hash of a value.",
            defaultValue = "clear")
    private AuditContext auditContext = AuditContext.clear;

    /// Refuses settings that would remove everything.
    void check(CommandSpec spec) {
        Tuning.requirePositive(spec, "--audit-keep", keepDays == null ? 1 : keepDays);
        Tuning.requirePositive(spec, "--audit-keep-bytes", keepMebibytes == null ? 1 : keepMebibytes);
    }

    AuditContext context() {
        return auditContext;
    }

    Retention.Rule rule() {
        return new Retention.Rule(
                keepDays == null ? null : Duration.ofDays(keepDays),
                keepMebibytes == null ? 0 : keepMebibytes * MEBIBYTE);
    }
}
