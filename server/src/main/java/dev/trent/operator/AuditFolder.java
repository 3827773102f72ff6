package dev.trent.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of the commands that only read the audit log. They need the folder alone, and neither a server nor
/// a key.
public final class AuditFolder {
    @Option(names = "--data", description = "The data folder; default is the one of 'trent dev'.")
    private @Nullable Path data;

    @Option(names = "--config", description = "A properties file with further settings.")
    @SuppressWarnings("UnusedVariable") // SettingsProvider reads it from the command line
    private @Nullable Path config;

    /// Returns the folder of the log.
    ///
    /// @throws IOException if it does not exist
    Path path(DevFolder devFolder) throws IOException {
        Path folder = DataFolder.audit(data == null ? devFolder.existing() : data);
        Path above = folder.getParent();
        if (above != null && Files.exists(above) && !Files.isExecutable(above)) {
            throw new IOException("The data folder '" + above + "' cannot be entered by this user of the system.");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException("The folder of the audit log '" + folder + "' does not exist.");
        }
        return folder;
    }
}
