package dev.trent.http;

import dev.trent.aws.TlsFacts;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// A socket under TLS.
///
/// This class drives the engine instead of Helidon. Helidon looks up the domain name of every TLS client, and
/// does not give access to the protocol and the suite.
final class TlsWire implements Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final HelidonSocket socket;
    private final Supplier<byte @Nullable []> source;
    private final SSLEngine engine;
    private final Buffers buffers;

    // Received and not yet decrypted; ready to be read from.
    private ByteBuffer encrypted = NOTHING;

    // The content of decrypted records. The next read gives it to the caller; null between reads.
    private byte @Nullable [] decrypted;
    private @Nullable TlsFacts facts;

    /// Makes a wire.
    ///
    /// @param source returns the next received bytes; null at the end
    /// @param engine a fresh engine in server mode
    /// @param buffers lends the buffers for one record
    TlsWire(HelidonSocket socket, Supplier<byte @Nullable []> source, SSLEngine engine, Buffers buffers) {
        this.socket = socket;
        this.source = source;
        this.engine = engine;
        this.buffers = buffers;
    }

    @Override
    public Opened open() {
        if (!receive()) {
            return Opened.GONE;
        }
        byte first = encrypted.get(encrypted.position());
        if (first >= 'A' && first <= 'Z') {
            // A TLS record begins with a number below this. Such a byte is the start of a GET or POST in plain
            // HTTP.
            encrypted = NOTHING;
            return Opened.UNPROTECTED;
        }
        try {
            engine.beginHandshake();
            while (isHandshaking(engine.getHandshakeStatus())) {
                if (!step()) {
                    return Opened.GONE;
                }
            }
        } catch (SSLException broken) {
            sendAlert();
            throw new UncheckedIOException(broken);
        }
        SSLSession session = engine.getSession();
        facts = new TlsFacts(session.getProtocol(), session.getCipherSuite());
        return Opened.WELL;
    }

    @Override
    public byte @Nullable [] read() {
        try {
            while (decrypted == null) {
                if (!step()) {
                    return null;
                }
            }
        } catch (SSLException broken) {
            sendAlert();
            throw new UncheckedIOException(broken);
        }
        byte[] plain = decrypted;
        decrypted = null;
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
    public @Nullable TlsFacts tlsFacts() {
        return facts;
    }

    /// Does the next step of the engine; false at the end.
    private boolean step() throws SSLException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> wrap(NOTHING);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> unwrap();
        };
    }

    /// Tells the client why the connection fails, if the engine has an alert for it.
    private void sendAlert() {
        try {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && wrap(NOTHING)) {
                // Each turn sends one record.
            }
        } catch (SSLException again) {
            // The alert tells the client that the connection is broken. A second failure adds nothing.
        }
    }

    private boolean runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        return true;
    }

    /// Decrypts one record, and receives more bytes if needed; false at the end.
    private boolean unwrap() throws SSLException {
        // The buffer is given back before the wait.
        byte[] buffer = buffers.take(engine.getSession().getApplicationBufferSize());
        ByteBuffer plain = ByteBuffer.wrap(buffer);
        SSLEngineResult result;
        try {
            result = engine.unwrap(encrypted, plain);
            if (plain.position() > 0) {
                decrypted = Arrays.copyOf(buffer, plain.position());
            }
        } finally {
            buffers.give(buffer);
        }
        if (!encrypted.hasRemaining()) {
            encrypted = NOTHING;
        }
        return switch (result.getStatus()) {
            case OK -> {
                refuseRenegotiation(result.getHandshakeStatus());
                yield true;
            }
            case BUFFER_UNDERFLOW -> receive();
            // A record larger than usual. The engine has noted this, and the next buffer is larger.
            case BUFFER_OVERFLOW -> true;
            case CLOSED -> false;
        };
    }

    /// Sends one record; false if the engine has nothing more to say.
    private boolean wrap(ByteBuffer plain) throws SSLException {
        byte[] buffer = buffers.take(engine.getSession().getPacketBufferSize());
        ByteBuffer outgoing = ByteBuffer.wrap(buffer);
        try {
            SSLEngineResult result = engine.wrap(plain, outgoing);
            if (outgoing.position() > 0) {
                socket.write(BufferData.create(buffer, 0, outgoing.position()));
            }
            return switch (result.getStatus()) {
                case OK -> true;
                case CLOSED -> false;
                case BUFFER_OVERFLOW, BUFFER_UNDERFLOW ->
                    throw new AssertionError("The engine wants more than its packet size of " + outgoing.capacity());
            };
        } finally {
            buffers.give(buffer);
        }
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

    // SAFE: in TLS 1.2 a client can begin handshakes again and again on one connection. Each is expensive for
    // the server and cheap for the client. No KMS client does it. A second handshake ends the connection.
    private void refuseRenegotiation(HandshakeStatus status) throws SSLException {
        if (facts != null && facts.version().equals("TLSv1.2") && isHandshaking(status)) {
            throw new SSLException("A client tried to renegotiate.");
        }
    }

    private static boolean isHandshaking(HandshakeStatus status) {
        return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
    }
}
