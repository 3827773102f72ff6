package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.trent.aws.TlsFacts;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a server proves who it is: to clients that come back, after a change of its files, and to attackers of the
/// future.
class CertificateTest {

    @Test
    void new_connections_get_the_new_certificate_and_old_ones_stay(@TempDir Path folder) throws Exception {
        replace(folder, "ec");
        Tls tls = Tls.of(folder.resolve("crt"), folder.resolve("key"));
        try (TestServer server = TestServer.echo(tls);
                RawClient old = new RawClient(TlsTest.connect(server, "ec", "localhost", "TLSv1.3"))) {
            assertEchoes(old);
            replace(folder, "rsa");
            tls.readAgain();
            try (RawClient next = new RawClient(TlsTest.connect(server, "rsa", "localhost", "TLSv1.3"))) {
                assertEchoes(next);
            }
            assertEchoes(old);
            try (SSLSocket trusting = TlsTest.connect(server, "ec", "localhost", "TLSv1.3")) {
                assertThatThrownBy(trusting::startHandshake).isInstanceOf(SSLHandshakeException.class);
            }
        }
    }

    @Test
    void the_end_of_the_certificate_is_known() throws Exception {
        Tls tls = Tls.of(TlsTest.file("ec.crt"), TlsTest.file("ec.key"));
        assertThat(tls.ends()).isEqualTo(Instant.parse("2099-12-30T02:00:44Z"));
    }

    @Test
    void files_that_cannot_be_used_change_nothing(@TempDir Path folder) throws Exception {
        replace(folder, "ec");
        Tls tls = Tls.of(folder.resolve("crt"), folder.resolve("key"));
        try (TestServer server = TestServer.echo(tls)) {
            Files.copy(TlsTest.file("rsa.key"), folder.resolve("key"), StandardCopyOption.REPLACE_EXISTING);
            tls.readAgain();
            try (RawClient client = new RawClient(TlsTest.connect(server, "ec", "localhost", "TLSv1.3"))) {
                assertEchoes(client);
            }
            Files.delete(folder.resolve("crt"));
            tls.readAgain();
            try (RawClient client = new RawClient(TlsTest.connect(server, "ec", "localhost", "TLSv1.3"))) {
                assertEchoes(client);
            }
            replace(folder, "rsa");
            tls.readAgain();
            try (RawClient client = new RawClient(TlsTest.connect(server, "rsa", "localhost", "TLSv1.3"))) {
                assertEchoes(client);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void a_client_that_comes_back_needs_no_new_proof(String protocol) throws Exception {
        AtomicInteger proofs = new AtomicInteger();
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, new TrustManager[] {new Counting(proofs)}, null);
        try (TestServer server = TestServer.echo(TlsTest.tls("ec"))) {
            for (int i = 0; i < 3; i++) {
                SSLSocket socket = (SSLSocket) client.getSocketFactory()
                        .createSocket(
                                new Socket(InetAddress.getLoopbackAddress(), server.http.port()),
                                "localhost",
                                server.http.port(),
                                true);
                socket.setEnabledProtocols(new String[] {protocol});
                try (RawClient each = new RawClient(socket)) {
                    assertEchoes(each);
                }
            }
        }
        assertThat(proofs).hasValue(1);
    }

    /// The client offers nothing else, so a handshake without it fails.
    @Test
    void keys_are_agreed_with_ml_kem() throws Exception {
        // The TLS of the JDK, which takes its place elsewhere, does not have it.
        assumeThat(OpenSsl.isAvailable()).isTrue();
        try (TestServer server = TestServer.echo(TlsTest.tls("ec"))) {
            for (String[] group : new String[][] {
                {"X25519MLKEM768", "X25519MLKEM768"},
                {"X25519", "x25519"},
                {"P-256", "secp256r1"},
                {"P-384", "secp384r1"}
            }) {
                handshake(server, group[0]);
                TlsFacts facts = server.calls.take().tls();
                assertThat(facts == null ? null : facts.keyExchange()).isEqualTo(group[1]);
            }
            assertThatThrownBy(() -> handshake(server, "P-521")).isInstanceOf(IOException.class);
        }
    }

    private static void handshake(TestServer server, String group) throws Exception {
        SslContext context = SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL)
                .option(OpenSslContextOption.GROUPS, new String[] {group})
                .trustManager(TlsTest.file("ec.crt").toFile())
                .build();
        SSLEngine engine = context.newEngine(UnpooledByteBufAllocator.DEFAULT, "localhost", server.http.port());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.http.port())) {
            byte[] received = new byte[64 * 1024];
            ByteBuffer in = ByteBuffer.allocate(64 * 1024).limit(0);
            engine.beginHandshake();
            while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
                switch (engine.getHandshakeStatus()) {
                    case NEED_WRAP -> {
                        ByteBuffer out = ByteBuffer.allocate(64 * 1024);
                        engine.wrap(ByteBuffer.allocate(0), out);
                        socket.getOutputStream().write(out.array(), 0, out.position());
                    }
                    case NEED_TASK -> engine.getDelegatedTask().run();
                    default -> {
                        if (!in.hasRemaining()) {
                            int count = socket.getInputStream().read(received);
                            if (count < 0) {
                                throw new IOException("The server has closed the connection.");
                            }
                            in = ByteBuffer.wrap(Arrays.copyOf(received, count));
                        }
                        engine.unwrap(in, ByteBuffer.allocate(64 * 1024));
                    }
                }
            }
            assertThat(engine.getSession().getProtocol()).isEqualTo("TLSv1.3");
            ByteBuffer request = ByteBuffer.allocate(64 * 1024);
            engine.wrap(ByteBuffer.wrap(TestServer.post("/", "hello").getBytes(StandardCharsets.US_ASCII)), request);
            socket.getOutputStream().write(request.array(), 0, request.position());
        } finally {
            engine.closeOutbound();
            ReferenceCountUtil.release(engine);
        }
    }

    private static void assertEchoes(RawClient client) {
        assertThat(client.send(TestServer.post("/", "hello")).answer().body()).isEqualTo("hello");
    }

    private static void replace(Path folder, String certificate) throws Exception {
        for (String kind : new String[] {"key", "crt"}) {
            Files.copy(
                    TlsTest.file(certificate + "." + kind), folder.resolve(kind), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Trusts everybody, and counts how often it was asked.
    private record Counting(AtomicInteger asked) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate @Nullable [] chain, String type) {
            throw new AssertionError("No client proves who it is.");
        }

        @Override
        public void checkServerTrusted(X509Certificate @Nullable [] chain, String type) {
            asked.incrementAndGet();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
