package dev.trent.http;

import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;

import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import dev.trent.http.Admission.Room;
import dev.trent.http.Outbound.After;
import dev.trent.http.Watch.Phase;
import dev.trent.http.Wire.Opened;
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
/// It does not know its time limits: [Connections] looks at its watch and interrupts it. An interrupt closes
/// the socket. A blocked read or write then fails, and the connection ends.
final class Connection implements ServerConnection {
    private static final byte[] NOTHING = {};

    /// An answer longer than this counts as a large one while it is written.
    private static final int LARGE_ANSWER_BYTES = 64 * 1024;

    private final Connections house;
    private final HelidonSocket socket;
    private final Watch watch = new Watch();
    private final Guest guest;
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
        SocketAddress address = context.remotePeer().address();
        this.peer = Peer.text(address);
        this.guest = new Guest(Peer.of(address), watch, Thread.currentThread());
        this.largeBodies = new LargeBodies(house.largeBodies(), guest);
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
            if (readAhead != null) {
                readAhead.close();
            }
            house.leave(this);
        }
    }

    private boolean open() {
        watch.begin(Phase.HANDSHAKING);
        Opened opened = wire.open();
        if (opened == Opened.UNPROTECTED) {
            Wire plain = new PlainWire(socket, this::receive);
            sendLast(Answers.speaksTls(), new Outbound(plain, house.date()), plain);
            return false;
        }
        watch.begin(Phase.WAITING);
        return opened == Opened.WELL;
    }

    /// Reads one request and answers it.
    ///
    /// @return whether the connection stays open for another
    private boolean exchange(Room room) {
        Head head;
        try {
            head = inbound.head();
        } catch (AwsException refusal) {
            refuse(Answers.refusal(refusal));
            return false;
        }
        Call call;
        try {
            if (room == Room.LOBBY) {
                return answerHealthOnly(head);
            }
            call = call(head, body(head));
        } catch (AwsException refusal) {
            refuse(house.answers().refuser().apply(call(head, NOTHING), refusal));
            return false;
        }

        boolean open;
        try {
            open = answer(head, call);
        } finally {
            // The answerer has read the body. It may hold a plaintext.
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

        int held = held(answer.reply().body());
        boolean large = held > LARGE_ANSWER_BYTES;
        if (large && !house.largeAnswers().take(guest, held)) {
            answer.reply().body().discard();
            AwsException refusal = SERVICE_UNAVAILABLE.because("Too many large answers at a time.");
            answer = new Answer(house.answers().refuser().apply(call, refusal), false);
        }
        watch.begin(Phase.WRITING);
        After after = !open ? After.CLOSED : head.old() ? After.KEPT_OPEN : After.OPEN;
        try {
            outbound.send(answer.reply(), !head.method().equals("HEAD"), after);
        } finally {
            if (large) {
                house.largeAnswers().give(guest);
            }
        }
        return open;
    }

    /// Returns how many bytes of memory a body takes while it is sent.
    private static int held(ReplyBody body) {
        return body instanceof ReplyBody.Bytes(byte[] bytes) ? bytes.length : 0;
    }

    /// Answers in the lobby: only questions about health.
    ///
    /// @return false, because it is the connection's last answer
    private boolean answerHealthOnly(Head head) {
        Reply health = house.answers().health(call(head, NOTHING));
        if (health == null) {
            throw SERVICE_UNAVAILABLE.because("Too many connections at a time.");
        }
        watch.begin(Phase.WRITING);
        outbound.send(health, !head.method().equals("HEAD"), After.CLOSED);
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
        // A client that holds the body back is told to send it, unless the body is already here.
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

    /// Answers bytes that are not a request, and waits until the client has read the answer. If the socket
    /// closed while the client still sends, the connection would be reset and the answer lost.
    private void refuse(Reply refusal) {
        sendLast(refusal, outbound, wire);
    }

    private void sendLast(Reply reply, Outbound out, Wire over) {
        watch.begin(Phase.WRITING);
        out.send(reply, true, After.CLOSED);
        watch.begin(Phase.LINGERING);
        over.end();
        while (receive() != null) {
            // The bytes that the client still sends belong to no request. The watch limits the time.
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

    /// Returns whether the client has closed the connection; asked by the connection's own thread, while it
    /// waits.
    private boolean clientGone() {
        if (readAhead == null) {
            readAhead = new ReadAhead(this::fromSocket);
        }
        return readAhead.hasEnded();
    }

    Watch watch() {
        return watch;
    }

    Guest guest() {
        return guest;
    }

    /// Ends the connection in every phase.
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
