package dev.trent.cli;

import dev.trent.stream.StreamSettings;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// Where the records of the audit log are sent, as options of the commands that serve.
final class LogStreaming {
    private static final long MEBIBYTE = 1 << 20;

    @Option(
            names = "--audit-syslog",
            paramLabel = "ADDRESS",
            description = "A syslog server that gets each record of the audit log: tcp://host:601, tls://host:6514 or"
                    + " udp://host:514.")
    private @Nullable URI syslog;

    @Option(
            names = "--audit-file",
            paramLabel = "FILE",
            description = "A file for log shippers that gets each record of the audit log; five old ones are kept.")
    private @Nullable Path file;

    @Option(
            names = "--audit-file-size",
            paramLabel = "MEBIBYTES",
            description = "The size beyond which the file for log shippers begins anew.",
            defaultValue = "" + StreamSettings.FILE_MEBIBYTES)
    private long fileMebibytes = StreamSettings.FILE_MEBIBYTES;

    @Option(
            names = "--audit-otlp",
            paramLabel = "URL",
            description = "An OpenTelemetry collector that gets each record of the audit log, by OTLP over HTTP with"
                    + " JSON: http://host:4318.")
    private @Nullable URI otlp;

    /// Refuses a file that would begin anew with each record.
    void check(CommandSpec spec) {
        Tuning.requirePositive(spec, "--audit-file-size", fileMebibytes);
    }

    StreamSettings settings() {
        return new StreamSettings(syslog, file, fileMebibytes * MEBIBYTE, otlp);
    }
}
