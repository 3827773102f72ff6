package dev.trent.cli;

import dev.trent.operator.ControlClient;
import dev.trent.operator.ControlReply;
import dev.trent.operator.DevFolder;
import dev.trent.operator.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the running `trent dev`.
final class DevAddress {
    private final Surroundings surroundings;

    DevAddress(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Returns the data folder of `trent dev`.
    ///
    /// @param data the folder that the user names; null for none
    Path folder(@Nullable Path data) throws IOException {
        return data == null ? new DevFolder(surroundings).path() : data;
    }

    /// Returns the address of the server on a data folder; null if none runs. The server itself is asked, because
    /// a written address could be the one of a killed server.
    @Nullable
    String running(Path folder) throws IOException {
        ControlReply reply =
                Files.isDirectory(folder) ? ControlClient.ask(folder, List.of("status", "--address")) : null;
        String address =
                reply == null || reply.exitCode() != 0 ? "" : reply.text().strip();
        // SAFE: a shell runs the output of 'trent env'.
        return address.matches("https?://[A-Za-z0-9.:%_\\[\\]-]+") ? address : null;
    }

    /// Returns the endpoint in the variable that the AWS SDKs read; null if it is not set.
    @Nullable
    String ofClients() {
        String endpoint = surroundings.environment().getOrDefault("AWS_ENDPOINT_URL", "");
        return endpoint.isEmpty() ? null : endpoint;
    }
}
