package dev.trent.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManagerFactory;

/// The client's half of TLS on one connection.
final class TlsClient {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final SocketChannel channel;
    private final ByteBuffer out;
    private final ByteBuffer in;

    private TlsClient(SSLEngine engine, SocketChannel channel) {
        this.engine = engine;
        this.channel = channel;
        int packet = engine.getSession().getPacketBufferSize();
        this.out = ByteBuffer.allocate(2 * packet);
        this.in = ByteBuffer.allocate(2 * packet);
    }

    /// Returns a context that trusts one certificate.
    static SSLContext trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var bytes = Files.newInputStream(pem)) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(bytes);
            trusted.setCertificateEntry("server", certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /// Makes a connection's handshake, and waits for its end.
    static TlsClient begin(SSLContext context, InetSocketAddress address, SocketChannel channel) throws IOException {
        SSLEngine engine = context.createSSLEngine(address.getHostString(), address.getPort());
        engine.setUseClientMode(true);
        TlsClient client = new TlsClient(engine, channel);
        engine.beginHandshake();
        client.shake();
        return client;
    }

    private void shake() throws IOException {
        ByteBuffer plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
            switch (status) {
                case NEED_WRAP -> {
                    out.clear();
                    status = engine.wrap(NOTHING, out).getHandshakeStatus();
                    out.flip();
                    while (out.hasRemaining()) {
                        channel.write(out);
                    }
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    SSLEngineResult result = unwrap(plain);
                    if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW && channel.read(in) < 0) {
                        throw new EOFException("the server closed a connection");
                    }
                    status = result.getHandshakeStatus();
                }
                default -> {
                    engine.getDelegatedTask().run();
                    status = engine.getHandshakeStatus();
                }
            }
        }
    }

    private SSLEngineResult unwrap(ByteBuffer plain) throws IOException {
        in.flip();
        try {
            return engine.unwrap(in, plain);
        } finally {
            in.compact();
        }
    }

    /// Returns a request as it is sent.
    ByteBuffer wrapped(byte[] request) throws IOException {
        out.clear();
        engine.wrap(ByteBuffer.wrap(request), out);
        return out.flip();
    }

    /// Reads what has come.
    ///
    /// @return a negative number at the end
    int read(ByteBuffer plain) throws IOException {
        int read = channel.read(in);
        int before = plain.position();
        SSLEngineResult result = unwrap(plain);
        while (result.getStatus() == SSLEngineResult.Status.OK && result.bytesConsumed() > 0) {
            result = unwrap(plain);
        }
        return read < 0 ? read : plain.position() - before;
    }
}
