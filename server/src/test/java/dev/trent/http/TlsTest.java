package dev.trent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Call;
import dev.trent.aws.TlsFacts;
import io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    @ParameterizedTest
    @CsvSource({
        "ec, ec, TLSv1.3",
        "ec, ec, TLSv1.2",
        "ec, ec-sec1, TLSv1.3",
        "rsa, rsa, TLSv1.3",
        "rsa, rsa-pkcs1, TLSv1.2",
        "ed25519, ed25519, TLSv1.3",
    })
    void a_client_that_verifies_the_name_is_served(String certificate, String key, String protocol) throws Exception {
        try (TestServer server = TestServer.echo(Tls.of(file(certificate + ".crt"), file(key + ".key")))) {
            for (String name : List.of("localhost", "127.0.0.1")) {
                SSLSocket socket = connect(server, certificate, name, protocol);
                try (RawClient client = new RawClient(socket)) {
                    assertThat(client.send(TestServer.post("/", "hello"))
                                    .answer()
                                    .body())
                            .isEqualTo("hello");
                    String large = "x".repeat(200_000);
                    assertThat(client.send(TestServer.post("/", large)).answer().body())
                            .isEqualTo(large);
                }
                Call call = server.calls.take();
                // The JDK does not tell the group, and takes the place of BoringSSL for Ed25519.
                boolean told = OpenSsl.isAvailable() && !certificate.equals("ed25519");
                assertThat(call.tls())
                        .isEqualTo(
                                new TlsFacts(protocol, socket.getSession().getCipherSuite(), told ? "x25519" : null));
                assertThat(server.calls.take().tls()).isEqualTo(call.tls());
            }
        }
    }

    @Test
    void the_end_of_a_connection_is_told_by_close_notify() throws Exception {
        try (TestServer server = TestServer.echo(Tls.of(file("ec.crt"), file("ec.key")));
                SSLSocket socket = connect(server, "ec", "localhost", "TLSv1.3");
                RawClient client = new RawClient(socket)) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            client.answer();
            // Without close_notify this would be an exception.
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_malformed_request_is_refused_under_tls_too() throws Exception {
        try (TestServer server = TestServer.echo(Tls.of(file("ec.crt"), file("ec.key")));
                RawClient client = new RawClient(connect(server, "ec", "localhost", "TLSv1.2"))) {
            assertThat(client.send("nonsense\r\n\r\n").answer().status()).isEqualTo(400);
        }
    }

    @Test
    void a_client_without_tls_is_told_so() throws Exception {
        try (TestServer server = TestServer.echo(Tls.of(file("ec.crt"), file("ec.key")));
                RawClient client = server.client()) {
            RawClient.Answer answer = client.send(TestServer.post("/", "x")).answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("This port speaks TLS: ask for https:// instead of http://.\n");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(client.isClosed()).isTrue();
            assertThat(server.calls).isEmpty();
        }
    }

    @Test
    void a_client_that_speaks_neither_tls_nor_http_is_closed_unanswered() throws Exception {
        try (TestServer server = TestServer.echo(Tls.of(file("ec.crt"), file("ec.key")));
                RawClient client = server.client()) {
            client.send("ssh\r\n\r\n");
            assertThat(client.rest()).doesNotContain("HTTP");
            assertThat(server.calls).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016\u0003\u0001\u0002\u0000\u0001"})
    void a_handshake_that_does_not_come_is_cut(String beginning) throws Exception {
        Duration ample = Duration.ofSeconds(30);
        Duration hasty = Duration.ofMillis(60);
        Limits limits = new Limits(4096, 50, 1024, 2, 64, 64, ample, hasty, ample, ample, ample);
        try (TestServer server = TestServer.echo(Tls.of(file("ec.crt"), file("ec.key")), limits);
                RawClient client = server.client()) {
            client.send(beginning);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void a_second_handshake_on_a_connection_ends_it_also_before_the_first_request() throws Exception {
        for (String before : List.of("", TestServer.post("/", "x"))) {
            try (TestServer server = TestServer.echo(tls("ec"));
                    SSLSocket socket = connect(server, "ec", "localhost", "TLSv1.2");
                    RawClient client = new RawClient(socket)) {
                socket.startHandshake();
                if (!before.isEmpty()) {
                    assertThat(client.send(before).answer().status()).isEqualTo(200);
                }
                socket.startHandshake();
                assertThatThrownBy(() -> client.send(TestServer.post("/", "y")).answer())
                        .isInstanceOfAny(java.io.UncheckedIOException.class, AssertionError.class);
                assertThat(server.calls).hasSize(before.isEmpty() ? 0 : 1);
            }
        }
    }

    @Test
    void a_handshake_that_does_not_come_holds_up_no_drain() throws Exception {
        try (TestServer server = TestServer.echo(tls("ec"));
                RawClient silent = server.client()) {
            try (RawClient known = new RawClient(connect(server, "ec", "localhost", "TLSv1.3"))) {
                assertThat(known.send(TestServer.post("/", "x")).answer().status())
                        .isEqualTo(200);
            }
            Thread draining = Thread.startVirtualThread(() -> server.http.drain(Duration.ofMinutes(5)));
            assertThat(silent.isClosed()).isTrue();
            assertThat(draining.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    void a_suite_without_forward_secrecy_or_authentication_is_refused() throws Exception {
        try (TestServer server = TestServer.echo(Tls.of(file("rsa.crt"), file("rsa.key")));
                SSLSocket socket = connect(server, "rsa", "localhost", "TLSv1.2")) {
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"});
            assertThatThrownBy(socket::startHandshake)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("handshake_failure");
        }
    }

    @Test
    void files_that_do_not_fit_are_refused_by_name(@TempDir Path folder) throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path broken = Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        Path cut = Files.writeString(
                folder.resolve("cut.pem"), "-----BEGIN EC PRIVATE KEY-----\nMA==\n-----END EC PRIVATE KEY-----\n");
        // The curve's name says that it has 1 GiB.
        Path vast = Files.writeString(
                folder.resolve("vast.pem"),
                "-----BEGIN EC PRIVATE KEY-----\nMA0CAQEEAKAGBoRAAAAA\n-----END EC PRIVATE KEY-----\n");
        Path missing = folder.resolve("missing.pem");
        Path certificate = file("ec.crt");

        assertRefused(missing, file("ec.key"), "The file '" + missing + "' does not exist.");
        assertRefused(certificate, missing, "The file '" + missing + "' does not exist.");
        assertRefused(empty, file("ec.key"), "The file '" + empty + "' does not hold a certificate.");
        assertRefused(file("ec.key"), file("ec.key"), "The file '" + file("ec.key") + "' does not hold");
        for (Path noKey : List.of(empty, broken, cut, vast, certificate)) {
            assertRefused(
                    certificate, noKey, "The file '" + noKey + "' does not hold an RSA, EC or Ed25519 private key");
        }
        assertRefused(certificate, file("encrypted.key"), "is encrypted; it must not be.");
        assertRefused(certificate, file("rsa.key"), "does not belong to the first certificate in '" + certificate);
        assertRefused(file("rsa.crt"), file("ed25519.key"), "does not belong to the first certificate");
    }

    private static void assertRefused(Path certificate, Path key, String message) {
        assertThatThrownBy(() -> Tls.of(certificate, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    static SSLSocket connect(TestServer server, String certificate, String name, String protocol)
            throws GeneralSecurityException, IOException, URISyntaxException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "server", Pem.certificates(file(certificate + ".crt")).getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(
                        new Socket(InetAddress.getLoopbackAddress(), server.http.port()),
                        name,
                        server.http.port(),
                        true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {protocol});
        socket.setSSLParameters(parameters);
        return socket;
    }

    static Tls tls(String name) throws URISyntaxException {
        return Tls.of(file(name + ".crt"), file(name + ".key"));
    }

    static Path file(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(TlsTest.class.getResource("/http/" + name))
                .toURI());
    }
}
