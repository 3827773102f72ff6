package dev.trent.http;

import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.http.Watch.Phase;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The life of one connection: read a request, answer it, and again, on the connection's own virtual thread.
///
/// It does not know the time that it may take: [Connections] looks at its watch and interrupts it. An
/// interrupt closes the socket under a blocked read or write, which then fails, and the life is over.
final class Connection implements ServerConnection {
    private final Connections house;
    private final HelidonSocket socket;
    private final Watch watch = new Watch();
    private final Thread thread = Thread.currentThread();
    private final String peer;
    private final LargeBodies largeBodies;
    private final Wire wire;
    private final Inbound inbound;
    private final Outbound outbound;
    private @Nullable ReadAhead readAhead;

    /// Makes a connection to be handled by the calling thread.
    Connection(Connections house, ConnectionContext context) {
        this.house = house;
        this.socket = context.serverSocket();
        this.peer = addressOf(context.remotePeer().address());
        this.largeBodies = new LargeBodies(house.largeBodies());
        Tls tls = house.tls();
        this.wire = tls == null
                ? new PlainWire(socket, this::receive)
                : new TlsWire(socket, this::receive, tls.newEngine());
        this.inbound = new Inbound(wire, house.limits(), largeBodies);
        this.outbound = new Outbound(wire, house.date());
    }

    @Override
    public void handle(Limit unused) {
        house.enter(this);
        try (largeBodies) {
            boolean open = true;
            while (open) {
                open = exchange();
            }
            wire.end();
        } catch (Gone | UncheckedIOException nobodyToAnswer) {
            // Clients may go at any time, and slow ones are cut; Helidon closes the socket in either case.
        } finally {
            if (readAhead != null) {
                readAhead.close();
            }
            house.leave(this);
        }
    }

    /// Reads one request and answers it.
    ///
    /// @return whether the connection stays open for another
    private boolean exchange() {
        Head head;
        Call call;
        try {
            head = inbound.head();
            call = call(head, body(head));
        } catch (AwsException refusal) {
            refuse(refusal);
            return false;
        }

        watch.begin(Phase.ANSWERING);
        Reply reply = house.answers().to(call);
        boolean open = head.keepAlive() && !house.isDraining();

        watch.begin(Phase.WRITING);
        outbound.send(reply, !head.method().equals("HEAD"), !open);
        largeBodies.close();

        watch.begin(inbound.isEmpty() ? Phase.WAITING : Phase.READING);
        return open;
    }

    private byte[] body(Head head) {
        boolean chunked = head.contentLength() == Head.CHUNKED;
        if (head.contentLength() > house.limits().bodyBytesMax()) {
            throw Inbound.tooLarge(house.limits());
        }
        if (head.contentLength() > Limits.LARGE_BODY_BYTES) {
            largeBodies.admit();
        }
        // Who holds a body back is told to send it, unless it has come all the same.
        if (head.expectsContinue() && head.contentLength() != 0 && inbound.isEmpty()) {
            outbound.sendContinue();
        }
        return chunked ? inbound.chunkedBody() : inbound.body((int) head.contentLength());
    }

    private Call call(Head head, byte[] body) {
        return new Call(
                head.method(),
                head.rawPath(),
                head.rawQuery(),
                head.headers(),
                body,
                peer,
                wire.tlsFacts(),
                this::clientGone);
    }

    /// Answers what is not a request, and waits for the client to read that: a socket closed while the client
    /// is still sending would be reset, and the answer lost with it.
    private void refuse(AwsException refusal) {
        watch.begin(Phase.WRITING);
        outbound.send(Answers.refusal(refusal), true, true);
        watch.begin(Phase.LINGERING);
        wire.end();
        while (receive() != null) {
            // What it still sends is nobody's request; the watch bounds how long.
        }
    }

    private byte @Nullable [] receive() {
        byte[] received = readAhead == null ? fromSocket() : readAhead.take();
        if (watch.phase() == Phase.WAITING) {
            watch.begin(Phase.READING);
        }
        return received;
    }

    private byte @Nullable [] fromSocket() {
        return socket.get();
    }

    /// Returns whether the client has closed the connection; asked by the connection's own thread, while it waits.
    private boolean clientGone() {
        if (readAhead == null) {
            readAhead = new ReadAhead(this::fromSocket);
        }
        return readAhead.hasEnded();
    }

    Watch watch() {
        return watch;
    }

    /// Ends the connection, whatever it is doing.
    void cut() {
        watch.cut();
        thread.interrupt();
    }

    /// Wakes the connection after its watch was cut.
    void interrupt() {
        thread.interrupt();
    }

    /// Tells Helidon that the connection is never idle: [Connections] judges that.
    @Override
    public Duration idleTime() {
        return Duration.ZERO;
    }

    /// Ends the connection if it must be; when Helidon asks politely, [Connections] is already draining.
    @Override
    public void close(boolean interrupt) {
        if (interrupt) {
            cut();
        }
    }

    private static String addressOf(SocketAddress address) {
        return address instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : "unknown";
    }
}
