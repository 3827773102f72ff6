package dev.trent.stream;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the records of the audit log are sent.
///
/// @param syslog `tcp://`, `tls://` or `udp://` with a host and a port; null for none
/// @param file a file for log shippers; null for none
/// @param fileBytesMax the size of the file beyond which a new one begins
/// @param otlp the URL of an OpenTelemetry collector; null for none
public record StreamSettings(
        @Nullable URI syslog,
        @Nullable Path file,
        long fileBytesMax,
        @Nullable URI otlp) {
    /// The default size of the file for log shippers.
    public static final int FILE_MEBIBYTES = 100;

    /// Sends records nowhere.
    public static final StreamSettings NONE = new StreamSettings(null, null, (long) FILE_MEBIBYTES << 20, null);
}
