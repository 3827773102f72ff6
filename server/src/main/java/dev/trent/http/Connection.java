package dev.trent.http;

import static dev.trent.aws.AwsError.SERVICE_UNAVAILABLE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import dev.trent.aws.ReplyBody;
import dev.trent.aws.TlsFacts;
import dev.trent.http.Admission.Room;
import dev.trent.http.AnswerHead.After;
import dev.trent.http.Watch.Phase;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.SocketAddress;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// The life of one connection: read a request, answer it, and again. All of it is on one loop.
///
/// While a request is answered, a little more is read: so the end of the connection is noticed.
/// The connection does not know its time limits: [Connections] looks at its watch and ends it.
final class Connection extends ChannelInboundHandlerAdapter {
    private static final byte[] NOTHING = {};
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

    /// An answer longer than this counts as a large one while it is written.
    private static final int LARGE_ANSWER_BYTES = 64 * 1024;

    /// The bytes of next requests that are read while a request is answered.
    private static final int READ_AHEAD_BYTES_MAX = 16 * 1024;

    private final Connections house;
    private final Wire wire;
    private final String peer;
    private final LargeBodies largeBodies;
    private final Inbound inbound;
    private Room room = Room.NONE;
    private @Nullable TlsFacts tlsFacts;
    private @Nullable Head head;
    private @Nullable Exchange exchange;
    private boolean lastSaid;
    private volatile boolean inputEnded;

    Connection(Connections house, Wire wire, SocketAddress peer) {
        this.house = house;
        this.wire = wire;
        this.peer = Peer.text(peer);
        this.largeBodies = new LargeBodies(house.largeBodies(), wire.guest());
        this.inbound = new Inbound(house.limits(), largeBodies, wire.turn().scratch());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        room = house.enter(this);
        if (room == Room.NONE) {
            wire.end();
        } else if (house.tls() != null) {
            wire.watch().begin(Phase.HANDSHAKING);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf received = (ByteBuf) message;
        try {
            if (lastSaid) {
                // These bytes belong to no request. The watch limits the time in which they may come.
                return;
            }
            if (wire.watch().phase() == Phase.WAITING) {
                wire.watch().begin(Phase.READING);
            }
            inbound.add(received);
        } finally {
            received.release();
        }
        proceed();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        switch (event) {
            case SslHandshakeCompletionEvent handshake
            when handshake.isSuccess() -> {
                SSLSession session =
                        context.pipeline().get(SslHandler.class).engine().getSession();
                tlsFacts = Tls.facts(session);
                wire.watch().begin(Phase.WAITING);
            }
            case ChannelInputShutdownEvent _, SslCloseCompletionEvent _ -> {
                inputEnded = true;
                endIfOver();
            }
            default -> {
                // Nothing else changes the life of a connection. After a failed handshake, Netty ends it.
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        failed(failure);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inbound.clear();
        // A call that is still answered keeps its place. Otherwise a client could begin calls without a limit, and
        // leave.
        if (exchange == null) {
            left();
        }
    }

    /// Gives the places of the connection free. It has ended, and no request of it is still answered.
    void left() {
        largeBodies.close();
        house.leave(this);
    }

    /// Answers a client that speaks plain HTTP to a TLS port.
    void speaksPlainly() {
        refuse(Answers.speaksTls());
    }

    /// Begins the next request if it is complete.
    private void proceed() {
        while (exchange == null && !lastSaid) {
            try {
                if (head == null) {
                    head = inbound.head();
                    if (head == null) {
                        break;
                    }
                    admit(head);
                    if (lastSaid) {
                        break;
                    }
                }
                byte[] body = inbound.body(head);
                if (body == null) {
                    break;
                }
                begin(head, body);
            } catch (AwsException refusal) {
                refuse(head == null ? Answers.refusal(refusal) : house.answers().refused(call(head, NOTHING), refusal));
            }
        }
        endIfOver();
        wire.read(exchange == null || inbound.length() < READ_AHEAD_BYTES_MAX);
    }

    /// Looks at a head before its body is read.
    private void admit(Head next) {
        if (room == Room.LOBBY) {
            Reply health = house.answers().health(call(next, NOTHING));
            if (health == null) {
                throw SERVICE_UNAVAILABLE.because("Too many connections at a time.");
            }
            sayLast(health, !next.method().equals("HEAD"), this::close);
            return;
        }
        if (next.contentLength() > house.limits().bodyBytesMax()) {
            throw Inbound.tooLarge(house.limits());
        }
        if (next.contentLength() > Limits.LARGE_BODY_BYTES) {
            largeBodies.admit();
        }
        // A client that holds the body back is told to send it, unless the body is already here.
        if (next.expectsContinue() && next.contentLength() != 0 && inbound.isEmpty()) {
            wire.write(wire.buffer(CONTINUE.length).writeBytes(CONTINUE), ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    private void begin(Head complete, byte[] body) {
        Exchange next = new Exchange(this, complete, call(complete, body));
        try {
            wire.watch().begin(Phase.ANSWERING);
        } catch (Gone cut) {
            next.forgetRequest();
            throw cut;
        }
        head = null;
        exchange = next;
        house.answers().answer(next.call(), wire.turn(), next);
    }

    /// Sends the answer of the request that waits for it.
    void answered(Exchange done, Answer answer) {
        if (!wire.isOpen()) {
            done.forget(answer);
            left();
            return;
        }
        try {
            if (answer.proves()) {
                wire.guest().prove();
            }
            send(done, answer);
        } catch (RuntimeException | Error failure) {
            house.largeAnswers().give(wire.guest());
            done.forget(answer);
            exchange = null;
            failed(failure);
        }
    }

    private void send(Exchange done, Answer given) {
        Answer answer = given;
        boolean open = done.head().keepAlive() && !house.isDraining();
        int held = held(answer.reply().body());
        boolean large = held > LARGE_ANSWER_BYTES;
        if (large && !house.largeAnswers().take(wire.guest(), held)) {
            answer.reply().body().discard();
            AwsException refusal = SERVICE_UNAVAILABLE.because("Too many large answers at a time.");
            answer = new Answer(house.answers().refused(done.call(), refusal), false);
        }
        wire.watch().begin(Phase.WRITING);
        After after = !open ? After.CLOSED : done.head().old() ? After.KEPT_OPEN : After.OPEN;
        boolean withBody = !done.head().method().equals("HEAD");
        Sending.begin(wire, answer.reply(), withBody, after, sent -> {
            if (large) {
                house.largeAnswers().give(wire.guest());
            }
            done.forgetRequest();
            exchange = null;
            if (!wire.isOpen()) {
                left();
            } else if (!sent || !open) {
                close();
            } else {
                goOn();
            }
        });
    }

    private void goOn() {
        try {
            largeBodies.close();
            wire.watch().begin(inbound.isEmpty() ? Phase.WAITING : Phase.READING);
            proceed();
        } catch (RuntimeException | Error failure) {
            failed(failure);
        }
    }

    /// Returns how many bytes of memory a body takes while it is sent.
    private static int held(ReplyBody body) {
        return body instanceof ReplyBody.Bytes(byte[] bytes) ? bytes.length : 0;
    }

    private Call call(Head of, byte[] body) {
        return new Call(of.method(), of.rawPath(), of.rawQuery(), of.headers(), body, peer, tlsFacts, this::clientGone);
    }

    /// Returns whether the client has closed the connection, or its sending half: no client of AWS does that before
    /// it has its answer. Any thread may ask.
    private boolean clientGone() {
        return inputEnded || !wire.isOpen();
    }

    /// Answers bytes that are not a request, and waits until the client has read the answer. If the socket closed
    /// while the client still sends, the connection would be reset and the answer lost.
    private void refuse(Reply refusal) {
        sayLast(refusal, true, this::linger);
    }

    private void sayLast(Reply reply, boolean withBody, Runnable then) {
        wire.watch().begin(Phase.WRITING);
        lastSaid = true;
        inbound.clear();
        largeBodies.close();
        Sending.begin(wire, reply, withBody, After.CLOSED, sent -> {
            if (sent && wire.isOpen()) {
                then.run();
            } else {
                close();
            }
        });
    }

    private void linger() {
        try {
            wire.watch().begin(Phase.LINGERING);
            wire.endOutput();
            endIfOver();
        } catch (RuntimeException | Error failure) {
            failed(failure);
        }
    }

    /// Closes the connection if the client sends nothing more and gets nothing more.
    private void endIfOver() {
        boolean sends = exchange != null || wire.watch().phase() == Phase.WRITING;
        if (inputEnded && !sends) {
            close();
        }
    }

    /// Closes the connection. TLS may take a moment for that; what comes meanwhile is no request.
    private void close() {
        lastSaid = true;
        wire.close();
    }

    private void failed(Throwable failure) {
        house.answers().tell(failure);
        wire.end();
    }

    Wire wire() {
        return wire;
    }
}
