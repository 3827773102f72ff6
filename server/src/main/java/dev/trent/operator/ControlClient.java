package dev.trent.operator;

import dev.trent.aws.AwsException;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings a command to the server that runs on a data folder.
public final class ControlClient {
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);

    private ControlClient() {}

    /// Returns the server's answer, or null if no server listens.
    ///
    /// @throws IOException with one clear sentence if a server listens and its answer did not come
    public static @Nullable ControlReply ask(Path data, List<String> arguments) throws IOException {
        byte[] request = ControlRequest.SHAPE.write(new ControlRequest(arguments));
        if (request.length > ControlRequest.BYTES_MAX) {
            throw new IOException("The command has more than " + ControlRequest.BYTES_MAX + " bytes.");
        }
        try (SocketChannel channel = connect(ControlAddress.find(data))) {
            if (channel == null) {
                return null;
            }
            requireServer(OsUser.ofPeer(channel), data);
            try {
                byte[] reply = Deadline.within(ANSWER_MAX, channel, () -> {
                    ControlSocket.write(channel, request);
                    return ControlSocket.read(channel, ControlReply.BYTES_MAX);
                });
                return ControlReply.SHAPE.read(reply);
            } catch (IOException | AwsException broken) {
                throw new IOException(
                        "The server on the data folder '" + data + "' did not answer. It may have done what was asked:"
                                + " see what is there with 'list'.",
                        broken);
            }
        }
    }

    /// Returns null if nobody listens: there is no socket, or one that a killed server left.
    private static @Nullable SocketChannel connect(@Nullable Path socket) throws IOException {
        if (socket == null) {
            return null;
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (SocketException _) {
            channel.close();
            return null;
        }
    }

    /// SAFE: others may delete temporary folders. So the process that listens there may not be the one that the
    /// note meant.
    private static void requireServer(UserPrincipal peer, Path data) throws IOException {
        if (!peer.equals(Files.getOwner(data)) && !OsUser.isRoot(peer)) {
            throw new IOException("What listens on the control socket of '" + data + "' is a process of the user '"
                    + peer.getName() + "', not of the folder's owner.");
        }
    }
}
