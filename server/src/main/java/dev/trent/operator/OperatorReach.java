package dev.trent.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings an operator's command to an installation: to the server that runs on the data folder, or else to the
/// rooms that this process opens.
public final class OperatorReach {
    private static final int NOT_RUNNING = 3;
    private static final int ATTEMPTS_MAX = 25;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private final WithoutServer withoutServer;

    OperatorReach(WithoutServer withoutServer) {
        this.withoutServer = withoutServer;
    }

    /// Performs a command on a folder on which no server runs.
    @FunctionalInterface
    public interface WithoutServer {
        /// Returns the answer to a command.
        ///
        /// @param folder owned by this process
        /// @param database a JDBC URL; null for the SQLite file in the folder
        /// @throws IOException with one clear sentence if the installation is not in order
        ControlReply answer(DataFolder folder, @Nullable String database, Operator operator, List<String> arguments)
                throws IOException;
    }

    /// Returns the answer to a command.
    ///
    /// A server that starts or ends owns the folder but does not listen. This waits for it a little.
    ///
    /// @param database a JDBC URL; null for the SQLite file in the data folder
    /// @throws IOException with one clear sentence if the command cannot be brought there
    ControlReply ask(Path data, @Nullable String database, List<String> arguments) throws IOException {
        UserPrincipal self = requireRights(data);
        for (int attempt = 1; ; attempt++) {
            ControlReply reply = ControlClient.ask(data, arguments);
            if (reply != null) {
                return reply;
            }
            requireOwner(self, data);
            try (DataFolder folder = DataFolder.open(data)) {
                return withoutServer.answer(folder, database, new Operator(self.getName()), arguments);
            } catch (DataFolder.InUseException inUse) {
                if (attempt == ATTEMPTS_MAX) {
                    throw new IOException(inUse.getMessage() + " It does not answer on its control socket.", inUse);
                }
                pause();
            }
        }
    }

    /// Returns the answer of the server that runs on a data folder, or an answer that no server runs.
    ///
    /// @throws IOException with one clear sentence if a server does not answer
    ControlReply askServer(Path data, List<String> arguments) throws IOException {
        var _ = requireRights(data);
        ControlReply reply = ControlClient.ask(data, arguments);
        return reply != null
                ? reply
                : new ControlReply(NOT_RUNNING, "No server runs on the data folder '" + data + "'.\n", null);
    }

    /// Refuses a missing folder, which must not be made as a side effect, and a folder of another user.
    private static UserPrincipal requireRights(Path data) throws IOException {
        if (!Files.isDirectory(data)) {
            throw new IOException("The data folder '" + data + "' does not exist: make it with 'trent init'.");
        }
        UserPrincipal self = OsUser.ofThisProcess();
        UserPrincipal owner = Files.getOwner(data);
        if (!self.equals(owner) && !OsUser.isRoot(self)) {
            throw new IOException("The data folder '" + data + "' belongs to the user '" + owner.getName()
                    + "': only this user and root give commands to it.");
        }
        return self;
    }

    /// Root may speak to the server of another user. Without the server, root would leave files that this user
    /// cannot read.
    private static void requireOwner(UserPrincipal self, Path data) throws IOException {
        UserPrincipal owner = Files.getOwner(data);
        if (!self.equals(owner)) {
            throw new IOException("No server runs on the data folder '" + data + "', and it belongs to the user '"
                    + owner.getName() + "': start the server, or give the command as this user.");
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("The command was interrupted.", interrupted);
        }
    }
}
