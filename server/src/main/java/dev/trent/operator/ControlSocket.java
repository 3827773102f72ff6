package dev.trent.operator;

import dev.trent.aws.Accidents;
import dev.trent.aws.AwsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The place where a running server takes its operator's commands: a UNIX-domain socket that only the server's
/// own user and root can reach.
///
/// A connection carries one request and one reply, each JSON up to the end of its direction; the form is in
/// `docs/spec/control-socket.md`. A client that is too slow, sends too much or sends unreadable bytes does not
/// harm others. While all connections are taken, the next ones wait in the system's queue.
public final class ControlSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
    private static final int CONNECTIONS_MAX = 8;
    private static final int BACKLOG = 32;
    private static final int NOT_UNDERSTOOD = 2;
    private static final int FAILED = 1;
    private static final Duration AFTER_FAILED_ACCEPT = Duration.ofMillis(100);

    private final Path data;
    private final ServerSocketChannel listener;
    private final UserPrincipal owner;
    private final OperatorCommands commands;
    private final Duration patience;
    private final Accidents accidents = new Accidents(LOG);
    private final Semaphore free = new Semaphore(CONNECTIONS_MAX);
    private final Thread acceptor;

    private ControlSocket(
            Path data,
            ServerSocketChannel listener,
            UserPrincipal owner,
            OperatorCommands commands,
            Duration patience) {
        this.data = data;
        this.listener = listener;
        this.owner = owner;
        this.commands = commands;
        this.patience = patience;
        this.acceptor = Thread.ofPlatform().name("control").daemon(true).unstarted(this::accept);
    }

    /// Listens on the control socket of a data folder, which this process owns.
    ///
    /// @param patience how long a client may take to ask, and to take the answer
    public static ControlSocket open(Path data, OperatorCommands commands, Duration patience) throws IOException {
        Path path = ControlAddress.prepare(data);
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            // SAFE: until this line the socket has the modes of the umask, in a folder that is its owner's alone.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            ControlSocket socket = new ControlSocket(data, listener, Files.getOwner(path), commands, patience);
            socket.acceptor.start();
            return socket;
        } catch (IOException | RuntimeException failure) {
            listener.close();
            ControlAddress.remove(data);
            throw failure;
        }
    }

    /// Returns where it listens.
    public Path path() throws IOException {
        return ((UnixDomainSocketAddress) listener.getLocalAddress()).getPath();
    }

    private void accept() {
        while (listener.isOpen()) {
            free.acquireUninterruptibly();
            try {
                SocketChannel channel = listener.accept();
                Thread.ofVirtual().name("control-connection").start(() -> serveAndFree(channel));
            } catch (IOException failure) {
                free.release();
                pauseUnlessClosed(failure);
            }
        }
    }

    /// A server that has run out of files, for example, can listen again later.
    private void pauseUnlessClosed(IOException failure) {
        if (!listener.isOpen()) {
            return;
        }
        accidents.outage("The control socket cannot accept", failure);
        try {
            Thread.sleep(AFTER_FAILED_ACCEPT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void serveAndFree(SocketChannel channel) {
        try (channel) {
            serve(channel);
        } catch (IOException gone) {
            LOG.info("A connection to the control socket broke off: {}", gone.getMessage());
        } catch (RuntimeException | AssertionError accident) {
            accidents.defect("A connection to the control socket failed", accident);
        } finally {
            free.release();
        }
    }

    private void serve(SocketChannel channel) throws IOException {
        UserPrincipal peer = OsUser.ofPeer(channel);
        byte[] request = Deadline.within(patience, channel, () -> read(channel, ControlRequest.BYTES_MAX));
        byte[] reply = ControlReply.SHAPE.write(answer(peer, request));
        try {
            Deadline.within(patience, channel, () -> write(channel, reply));
        } finally {
            Arrays.fill(reply, (byte) 0);
        }
    }

    private ControlReply answer(UserPrincipal peer, byte[] request) throws IOException {
        if (!peer.equals(owner) && !OsUser.isRoot(peer)) {
            LOG.warn("The user '{}' was refused at the control socket", peer.getName());
            return new ControlReply(FAILED, "", "Only the users '" + owner.getName() + "' and 'root' may do this.");
        }
        if (request.length > ControlRequest.BYTES_MAX) {
            return new ControlReply(
                    NOT_UNDERSTOOD, "", "The command has more than " + ControlRequest.BYTES_MAX + " bytes.");
        }
        try {
            ControlRequest read = ControlRequest.SHAPE.read(request);
            return commands.answer(new Operator(peer.getName()), read.arguments());
        } catch (AwsException _) {
            return new ControlReply(NOT_UNDERSTOOD, "", "The command cannot be read.");
        }
    }

    /// Reads up to the end, or one byte more than the bound.
    static byte[] read(SocketChannel channel, int bytesMax) throws IOException {
        ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8 * 1024);
        while (gathered.size() <= bytesMax && channel.read(buffer) >= 0) {
            gathered.write(buffer.array(), 0, Math.min(buffer.position(), bytesMax + 1 - gathered.size()));
            buffer.clear();
        }
        return gathered.toByteArray();
    }

    /// Writes everything, then ends its direction of the connection.
    static int write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.shutdownOutput();
        return bytes.length;
    }

    /// Takes no more commands, and returns when the taken ones are answered or given up.
    @Override
    public void close() throws IOException {
        listener.close();
        ControlAddress.remove(data);
        try {
            if (!acceptor.join(patience)
                    || !free.tryAcquire(CONNECTIONS_MAX, 2 * patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("An operator's command is still running while the server ends");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
