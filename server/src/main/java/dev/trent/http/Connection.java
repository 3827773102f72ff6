package dev.trent.http;

import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;

import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.http.Admission.Room;
import dev.trent.http.Watch.Phase;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The life of one connection: read a request, answer it, and again, on the connection's own virtual thread.
///
/// It does not know the time that it may take: [Connections] looks at its watch and interrupts it. An
/// interrupt closes the socket under a blocked read or write, which then fails, and the life is over.
final class Connection implements ServerConnection {
    private final Connections house;
    private final HelidonSocket socket;
    private final Watch watch = new Watch();
    private final Guest guest;
    private final String peer;
    private final LargeBodies largeBodies;
    private final Wire wire;
    private final Inbound inbound;
    private final Outbound outbound;

    /// Makes a connection to be handled by the calling thread.
    Connection(Connections house, ConnectionContext context) {
        this.house = house;
        this.socket = context.serverSocket();
        SocketAddress address = context.remotePeer().address();
        this.peer = Peer.text(address);
        this.guest = new Guest(Peer.of(address), watch, Thread.currentThread());
        this.largeBodies = new LargeBodies(house.largeBodies());
        Tls tls = house.tls();
        this.wire = tls == null
                ? new PlainWire(socket, this::receive)
                : new TlsWire(socket, this::receive, tls.newEngine(), house.buffers());
        this.inbound = new Inbound(wire, house.limits(), largeBodies);
        this.outbound = new Outbound(wire, house.date());
    }

    @Override
    public void handle(Limit unused) {
        Room room = house.enter(this);
        try (largeBodies) {
            if (room != Room.NONE && open()) {
                boolean open = true;
                while (open) {
                    open = exchange(room);
                }
                wire.end();
            }
        } catch (Gone | UncheckedIOException nobodyToAnswer) {
            // Clients may go at any time, and slow ones are cut; Helidon closes the socket in either case.
        } finally {
            inbound.clear();
            house.leave(this);
        }
    }

    private boolean open() {
        watch.begin(Phase.HANDSHAKING);
        boolean opened = wire.open();
        watch.begin(Phase.WAITING);
        return opened;
    }

    /// Reads one request and answers it.
    ///
    /// @return whether the connection stays open for another
    private boolean exchange(Room room) {
        Head head;
        Call call;
        try {
            head = inbound.head();
            if (room == Room.LOBBY) {
                return answerHealthOnly(head);
            }
            call = call(head, body(head));
        } catch (AwsException refusal) {
            refuse(refusal);
            return false;
        }

        boolean open;
        try {
            open = answer(head, call);
        } finally {
            // Whoever answered has read it; it may hold a plaintext.
            Arrays.fill(call.body(), (byte) 0);
        }
        largeBodies.close();

        watch.begin(inbound.isEmpty() ? Phase.WAITING : Phase.READING);
        return open;
    }

    private boolean answer(Head head, Call call) {
        watch.begin(Phase.ANSWERING);
        Answer answer = house.answers().to(call);
        if (answer.proves()) {
            guest.prove();
        }
        boolean open = head.keepAlive() && !house.isDraining();

        watch.begin(Phase.WRITING);
        outbound.send(answer, !head.method().equals("HEAD"), !open);
        return open;
    }

    /// Answers in the lobby: whether the server is well, and nothing else.
    ///
    /// @return false, for it is the connection's last answer
    private boolean answerHealthOnly(Head head) {
        Reply health = house.answers().health(head.method(), head.rawPath());
        if (health == null) {
            throw SERVICE_UNAVAILABLE.because("Too many connections at a time.");
        }
        watch.begin(Phase.WRITING);
        outbound.send(new Answer(health, "", false), !head.method().equals("HEAD"), true);
        return false;
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
        return new Call(head.method(), head.rawPath(), head.rawQuery(), head.headers(), body, peer, wire.tlsFacts());
    }

    /// Answers what is not a request, and waits for the client to read that: a socket closed while the client
    /// is still sending would be reset, and the answer lost with it.
    private void refuse(AwsException refusal) {
        watch.begin(Phase.WRITING);
        outbound.send(new Answer(Answers.refusal(refusal), "", false), true, true);
        watch.begin(Phase.LINGERING);
        wire.end();
        while (receive() != null) {
            // What it still sends is nobody's request; the watch bounds how long.
        }
    }

    private byte @Nullable [] receive() {
        byte[] received = socket.get();
        if (watch.phase() == Phase.WAITING) {
            watch.begin(Phase.READING);
        }
        return received;
    }

    Watch watch() {
        return watch;
    }

    Guest guest() {
        return guest;
    }

    /// Ends the connection, whatever it is doing.
    void cut() {
        watch.cut();
        guest.interrupt();
    }

    /// Wakes the connection after its watch was cut.
    void interrupt() {
        guest.interrupt();
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
}
