package dev.trent.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What one caller may use, as options of the commands that serve.
final class Bounds {
    private static final String REFUSED = "1048576";
    private static final long MEBIBYTE = 1 << 20;
    private static final long RESERVE_BYTES = 64 * MEBIBYTE;
    private static final int SHARE_OF_SMALL_DISK = 10;

    @Option(
            names = "--refused-bytes",
            paramLabel = "BYTES",
            description =
                    "How many bytes a second the refused calls of one account may add to the audit log, and to the"
                            + " explanations of denials; 16 times as many at once. Beyond it they are answered with"
                            + " ThrottlingException. 0 for no bound.",
            defaultValue = REFUSED)
    private long refusedBytesPerSecond = Long.parseLong(REFUSED);

    @Option(
            names = "--disk-reserve",
            paramLabel = "MEBIBYTES",
            description =
                    "The free space of the disk below which changes are refused; default is 64, and on a small disk"
                            + " a tenth of it.")
    private @Nullable Long diskReserveMebibytes;

    @Mixin
    private final Quotas quotas = new Quotas();

    /// Returns the quotas of KMS.
    Quotas quotas() {
        return quotas;
    }

    long refusedBytesPerSecond() {
        return Math.max(0, refusedBytesPerSecond);
    }

    /// Returns the bytes that are kept free on a disk.
    ///
    /// @param totalBytes the size of the disk
    long diskReserveBytes(long totalBytes) {
        return diskReserveMebibytes != null
                ? Math.max(0, diskReserveMebibytes) * MEBIBYTE
                : Math.min(RESERVE_BYTES, totalBytes / SHARE_OF_SMALL_DISK);
    }
}
