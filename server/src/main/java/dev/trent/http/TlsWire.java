package dev.trent.http;

import dev.trent.aws.TlsFacts;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// A socket under TLS.
///
/// The engine is driven here and not by Helidon, which asks the domain name system for the name of every TLS
/// client and tells nobody the protocol and the suite. Here, too, the handshake happens inside the first
/// read, so that the watch bounds it like the rest of the first request.
final class TlsWire implements Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int PLAIN_BYTES_INITIAL = 4 * 1024;

    private final HelidonSocket socket;
    private final Supplier<byte @Nullable []> source;
    private final SSLEngine engine;

    // Received and not yet decrypted; ready to be read from.
    private ByteBuffer encrypted = NOTHING;
    private ByteBuffer decrypted = ByteBuffer.allocate(PLAIN_BYTES_INITIAL);
    private final ByteBuffer outgoing;
    private @Nullable TlsFacts facts;

    /// Makes a wire; the handshake happens in the first read.
    ///
    /// @param source gives what the socket receives; null at the end
    /// @param engine a fresh engine in server mode
    TlsWire(HelidonSocket socket, Supplier<byte @Nullable []> source, SSLEngine engine) {
        this.socket = socket;
        this.source = source;
        this.engine = engine;
        this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    }

    @Override
    public byte @Nullable [] read() {
        try {
            decrypted.clear();
            while (decrypted.position() == 0) {
                boolean more = switch (engine.getHandshakeStatus()) {
                    case NEED_TASK -> runTasks();
                    case NEED_WRAP -> wrap(NOTHING);
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> unwrap();
                };
                if (!more) {
                    return null;
                }
            }
        } catch (SSLException broken) {
            sendAlert();
            throw new UncheckedIOException(broken);
        }
        byte[] plain = new byte[decrypted.flip().remaining()];
        decrypted.get(plain);
        return plain;
    }

    @Override
    public void write(byte[] bytes, int length) {
        ByteBuffer plain = ByteBuffer.wrap(bytes, 0, length);
        try {
            while (plain.hasRemaining()) {
                if (!wrap(plain)) {
                    throw new Gone();
                }
            }
        } catch (SSLException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void end() {
        engine.closeOutbound();
        try {
            while (!engine.isOutboundDone() && wrap(NOTHING)) {
                // Each turn sends one record; the last is close_notify.
            }
        } catch (SSLException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public TlsFacts tlsFacts() {
        if (facts == null) {
            SSLSession session = engine.getSession();
            facts = new TlsFacts(session.getProtocol(), session.getCipherSuite());
        }
        return facts;
    }

    /// Tells the client why there will be no connection, as far as the engine will.
    private void sendAlert() {
        try {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && wrap(NOTHING)) {
                // Each turn sends one record.
            }
        } catch (SSLException again) {
            // It is being said that the connection is broken; that it is broken is no news.
        }
    }

    private boolean runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return true;
    }

    /// Decrypts one record, receiving as needed; false at the end.
    private boolean unwrap() throws SSLException {
        SSLEngineResult result = engine.unwrap(encrypted, decrypted);
        return switch (result.getStatus()) {
            case OK -> {
                refuseRenegotiation(result.getHandshakeStatus());
                yield true;
            }
            case BUFFER_UNDERFLOW -> receive();
            case BUFFER_OVERFLOW -> {
                decrypted = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
                yield true;
            }
            case CLOSED -> false;
        };
    }

    /// Sends one record; false if the engine has nothing more to say.
    private boolean wrap(ByteBuffer plain) throws SSLException {
        outgoing.clear();
        SSLEngineResult result = engine.wrap(plain, outgoing);
        if (outgoing.position() > 0) {
            socket.write(BufferData.create(outgoing.array(), 0, outgoing.position()));
        }
        return switch (result.getStatus()) {
            case OK -> true;
            case CLOSED -> false;
            case BUFFER_OVERFLOW, BUFFER_UNDERFLOW ->
                throw new AssertionError("The engine wants more than its packet size of " + outgoing.capacity());
        };
    }

    private boolean receive() {
        byte[] received = source.get();
        if (received == null) {
            return false;
        }
        if (encrypted.hasRemaining()) {
            ByteBuffer joined = ByteBuffer.allocate(encrypted.remaining() + received.length);
            encrypted = joined.put(encrypted).put(received).flip();
        } else {
            encrypted = ByteBuffer.wrap(received);
        }
        return true;
    }

    // SAFE: TLS 1.2 lets a client begin handshakes again and again on one connection, each of them dear for the
    // server and cheap for the client. No KMS client does; after the first request it ends the connection.
    private void refuseRenegotiation(HandshakeStatus status) throws SSLException {
        boolean handshaking = status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
        if (handshaking && facts != null && facts.version().equals("TLSv1.2")) {
            throw new SSLException("A client tried to renegotiate.");
        }
    }
}
