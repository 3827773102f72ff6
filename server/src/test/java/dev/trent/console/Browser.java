package dev.trent.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.policy.Tree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A browser with the console's page: it keeps the cookie, and sends the fields that a browser and the page send.
public final class Browser implements AutoCloseable {
    private final Supplier<URI> server;
    private final HttpClient http;
    private @Nullable String cookie;
    private @Nullable String csrf;

    /// An answer.
    public record Answer(int status, String body, java.net.http.HttpHeaders headers) {
        /// Returns a member of the body.
        @Nullable
        public Object member(String name) {
            return Tree.map(Tree.read(body)).get(name);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /// @param server where the server listens now; it may be started anew
    public Browser(Supplier<URI> server) {
        this(server, "127.0.0.1");
    }

    /// @param address the address of this machine that the browser uses
    Browser(Supplier<URI> server, String address) {
        this.server = server;
        this.http = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .build();
    }

    /// Returns the name and the value of the cookie; null if there is none.
    public @Nullable String cookie() {
        return cookie;
    }

    void useCookie(@Nullable String other) {
        cookie = other;
    }

    /// Signs in with an access key; fails unless that succeeds.
    public Browser signIn(String accessKeyId, String secret) {
        Answer answer = trySignIn(accessKeyId, secret, null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return this;
    }

    /// Tries to sign in with an access key.
    public Answer trySignIn(String accessKeyId, String secret, @Nullable String token) {
        return trySignIn("{\"accessKeyId\":\"" + accessKeyId + "\",\"secretAccessKey\":\"" + secret + "\""
                + (token == null ? "" : ",\"sessionToken\":\"" + token + "\"") + "}");
    }

    /// Tries to sign in with the token of a link.
    public Answer follow(String token) {
        return trySignIn("{\"firstRun\":\"" + token + "\"}");
    }

    /// Tries to sign in with the members of any way.
    public Answer trySignIn(String body) {
        Answer answer = send("POST", "/console/session", body, Map.of("X-Trent-CSRF", "sign-in"));
        if (answer.status() == 200) {
            csrf = (String) answer.member("csrf");
        }
        return answer;
    }

    /// Calls an operation of KMS through the console.
    public Answer kms(String region, String operation, String json) {
        return kms(region, operation, json, Map.of());
    }

    Answer kms(String region, String operation, String json, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "TrentService." + operation));
        all.putAll(fields);
        return send("POST", "/console/api/kms/" + region, json, all);
    }

    Answer query(String service, String form) {
        return send(
                "POST",
                "/console/api/" + service + "/us-east-1",
                form,
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
    }

    /// Reads.
    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    /// Ends something.
    public Answer delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    /// Sends a request as the page does.
    ///
    /// @param fields further or other fields; one without a value is left out
    public Answer send(String method, String path, @Nullable String body, Map<String, String> fields) {
        URI uri = server.get();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Sec-Fetch-Site", "same-origin");
        all.put("User-Agent", "Mozilla/5.0");
        if (!method.equals("GET")) {
            all.put("Origin", "http://" + uri.getAuthority());
        }
        if (cookie != null) {
            all.put("Cookie", cookie);
        }
        if (csrf != null) {
            all.put("X-Trent-CSRF", csrf);
        }
        all.putAll(fields);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        all.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.header(name, value);
            }
        });
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            response.headers().firstValue("set-cookie").ifPresent(this::keep);
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private void keep(String field) {
        String pair = field.substring(0, field.indexOf(';'));
        cookie = pair.endsWith("=") ? null : pair;
    }

    /// Sends bytes as they are, and returns the answer as it comes.
    static String raw(URI server, String request) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
