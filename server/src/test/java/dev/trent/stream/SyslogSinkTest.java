package dev.trent.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.audit.LogRecord;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One syslog server over TCP and TLS: what it gets, and what becomes of it when it does not behave.
@Timeout(120)
class SyslogSinkTest {
    private static final Duration AMPLE = Duration.ofMinutes(1);
    private static final Duration CLOSED_WITHIN = Duration.ofMillis(100);
    private static final LogRecord RECORD =
            new LogRecord(7, 1, 0, "{\"eventName\":\"Encrypt\"}".getBytes(StandardCharsets.UTF_8));

    private static InputStream resource(String name) {
        return requireNonNull(SyslogSinkTest.class.getResourceAsStream("/http/" + name));
    }

    /// Returns a context that has the certificate of `localhost`, and trusts it.
    private static SSLContext context() throws GeneralSecurityException, IOException {
        try (InputStream certificates = resource("ec.crt");
                InputStream keys = resource("ec.key")) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(certificates);
            String pem = new String(keys.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("-----.*-----|\\s", "");
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("trusted", certificate);
            store.setKeyEntry(
                    "own",
                    KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))),
                    new char[0],
                    new Certificate[] {certificate});
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        }
    }

    private static ServerSocket listen(SSLContext context, String scheme, InetAddress address) throws IOException {
        ServerSocket server =
                scheme.equals("tls") ? context.getServerSocketFactory().createServerSocket() : new ServerSocket();
        server.setReceiveBufferSize(1 << 14);
        server.bind(new InetSocketAddress(address, 0));
        return server;
    }

    private static URI address(String scheme, ServerSocket server) {
        return URI.create(scheme + "://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
    }

    /// Reads one byte, which makes the handshake, then so many more.
    private static FutureTask<String> receiving(ServerSocket server, int bytes) {
        FutureTask<String> received = new FutureTask<>(() -> {
            try (Socket socket = server.accept()) {
                return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
            }
        });
        Thread.ofVirtual().start(received);
        return received;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls"})
    void a_server_gets_frames(String scheme) throws Exception {
        SSLContext context = context();
        try (ServerSocket server = listen(context, scheme, InetAddress.getLoopbackAddress());
                SyslogSink sink =
                        new SyslogSink(address(scheme, server), AMPLE, CLOSED_WITHIN, context.getSocketFactory())) {
            String message = new String(sink.message(RECORD), StandardCharsets.UTF_8);
            String frame = message.length() + " " + message;
            FutureTask<String> received = receiving(server, 2 * frame.length());
            try {
                sink.send(List.of(RECORD, RECORD));
            } catch (IOException _) {
                // The server closes the connection when it has all.
            }
            assertThat(received.get()).isEqualTo(frame + frame);
        }
    }

    @Test
    void a_certificate_that_is_not_trusted_gets_nothing() throws Exception {
        try (ServerSocket server = listen(context(), "tls", InetAddress.getLoopbackAddress());
                SyslogSink sink = new SyslogSink(address("tls", server))) {
            FutureTask<String> received = receiving(server, 1);
            assertThatThrownBy(() -> sink.send(List.of(RECORD)))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("PKIX");
            assertThatThrownBy(received::get).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void a_certificate_of_another_name_gets_nothing() throws Exception {
        SSLContext context = context();
        try (ServerSocket server = listen(context, "tls", InetAddress.getByName("127.0.0.2"));
                SyslogSink sink =
                        new SyslogSink(address("tls", server), AMPLE, CLOSED_WITHIN, context.getSocketFactory())) {
            FutureTask<String> received = receiving(server, 1);
            assertThatThrownBy(() -> sink.send(List.of(RECORD)))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("127.0.0.2");
            assertThatThrownBy(received::get).isInstanceOf(ExecutionException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls"})
    void a_server_that_stops_to_read_is_left(String scheme) throws Exception {
        SSLContext context = context();
        SSLSocketFactory secure = context.getSocketFactory();
        LogRecord large = new LogRecord(1, 1, 0, new byte[1 << 18]);
        try (ServerSocket server = listen(context, scheme, InetAddress.getLoopbackAddress());
                SyslogSink sink =
                        new SyslogSink(address(scheme, server), Duration.ofSeconds(1), CLOSED_WITHIN, secure)) {
            FutureTask<Socket> reading = new FutureTask<>(() -> {
                Socket socket = server.accept();
                assertThat(socket.getInputStream().read()).isPositive();
                return socket;
            });
            Thread.ofVirtual().start(reading);
            // More than the buffers of the system take.
            assertThatThrownBy(() -> sink.send(Collections.nCopies(100, large)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the syslog server has not taken records for 1 s");
            reading.get().close();

            String message = new String(sink.message(RECORD), StandardCharsets.UTF_8);
            FutureTask<String> again = receiving(server, message.length());
            try {
                sink.send(List.of(RECORD));
            } catch (IOException _) {
                // The server closes the connection when it has all.
            }
            assertThat(again.get()).startsWith(message.length() + " <110>1 ");
        }
    }
}
