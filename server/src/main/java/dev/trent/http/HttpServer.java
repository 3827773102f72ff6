package dev.trent.http;

import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Headers;
import dev.trent.aws.Reply;
import dev.trent.wire.JsonError;
import io.helidon.common.tls.TlsConfig;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A listening server.
public final class HttpServer {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final HeaderName REQUEST_ID = HeaderNames.create("x-amzn-RequestId");
    private static final Header NO_CACHE =
            HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache, no-store, must-revalidate, private");
    private static final Header EXPIRES = HeaderValues.createCached(HeaderNames.EXPIRES, "0");
    private static final Header PRAGMA = HeaderValues.createCached("Pragma", "no-cache");
    private static final String JSON = "application/x-amz-json-1.1";
    private static final byte[] OK = "ok\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOT_READY = "not ready\n".getBytes(StandardCharsets.US_ASCII);

    private final Settings settings;
    private final Function<Call, Reply> answerer;
    private final BooleanSupplier ready;
    private final WebServer server;
    private final Phaser inFlight = new Phaser(1);
    private volatile boolean draining;

    /// Where to listen, and how.
    ///
    /// @param port 0 for any that is free
    /// @param tls null to speak HTTP
    public record Settings(String host, int port, @Nullable Tls tls, Limits limits) {}

    private HttpServer(Settings settings, Function<Call, Reply> answerer, BooleanSupplier ready) {
        this.settings = settings;
        this.answerer = answerer;
        this.ready = ready;
        this.server = configure().build();
    }

    /// Starts to listen.
    ///
    /// @param answerer answers every call and never throws
    /// @param ready whether `/readyz` says so
    public static HttpServer start(Settings settings, Function<Call, Reply> answerer, BooleanSupplier ready)
            throws IOException {
        HttpServer http = new HttpServer(settings, answerer, ready);
        try {
            http.server.start();
            // Helidon logs why it cannot listen, and goes on.
            if (!http.server.isRunning()) {
                throw new IOException("Cannot listen on " + settings.host() + ":" + settings.port()
                        + ": the address is in use or is not this machine's.");
            }
            return http;
        } catch (RuntimeException failure) {
            throw new IOException("Cannot listen on " + settings.host() + ":" + settings.port() + ": "
                    + root(failure).getMessage());
        }
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private WebServerConfig.Builder configure() {
        Limits limits = settings.limits();
        WebServerConfig.Builder config = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .shutdownHook(false)
                .maxPayloadSize(limits.bodyBytesMax())
                .maxTcpConnections(limits.connectionsMax())
                .idleConnectionTimeout(limits.idleTimeout())
                .connectionOptions(options -> options.tcpNoDelay(true).readTimeout(limits.readTimeout()))
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(limits.requestLineBytesMax())
                        .maxHeadersSize(limits.headerBytesMax())
                        .sendKeepAliveHeader(false)
                        .build())
                .routing(HttpRouting.builder().any(this::handle));
        config.directHandlers(handlers -> {
            for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
                handlers.addHandler(type, HttpServer::refuse);
            }
        });
        if (settings.tls() != null) {
            config.tls(TlsConfig.builder().sslContext(settings.tls().context()).build());
        }
        return config;
    }

    /// Returns the port that is listened on.
    public int port() {
        return server.port();
    }

    /// Stops taking requests, lets those in flight be answered, and closes.
    ///
    /// @param atMost how long to wait for them
    public void drain(Duration atMost) {
        draining = true;
        try {
            inFlight.awaitAdvanceInterruptibly(inFlight.arrive(), atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warn("Some requests were still not answered after {}", atMost);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        server.stop();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        inFlight.register();
        try {
            String path = request.prologue().uriPath().rawPath();
            if (path.equals("/livez")) {
                health(response, true);
            } else if (path.equals("/readyz")) {
                health(response, !draining && ready.getAsBoolean());
            } else {
                exchange(path, request, response);
            }
        } finally {
            inFlight.arriveAndDeregister();
        }
    }

    private void exchange(String path, ServerRequest request, ServerResponse response) {
        byte[] body = read(request);
        Call call = new Call(
                request.prologue().method().text(),
                path,
                request.prologue().hasQuery() ? request.prologue().query().rawValue() : "",
                headers(request),
                body,
                request.remotePeer().host(),
                null);
        Reply reply = answerer.apply(call);
        response.status(Status.create(reply.status()));
        if (!reply.contentType().isEmpty()) {
            response.header(HeaderNames.CONTENT_TYPE, reply.contentType());
        }
        response.header(REQUEST_ID, reply.requestId());
        response.header(NO_CACHE).header(EXPIRES).header(PRAGMA);
        if (draining) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        response.send(reply.body());
        // It may have held a plaintext, and it is on its way.
        Arrays.fill(reply.body(), (byte) 0);
    }

    private static void health(ServerResponse response, boolean healthy) {
        response.status(healthy ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
        response.header(HeaderNames.CONTENT_TYPE, "text/plain").header(NO_CACHE);
        response.send(healthy ? OK : NOT_READY);
    }

    private byte[] read(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        int bodyBytesMax = settings.limits().bodyBytesMax();
        long length = request.headers().contentLength().orElse(-1);
        if (length > bodyBytesMax) {
            throw new HttpException("The request body is too large.", Status.REQUEST_ENTITY_TOO_LARGE_413);
        }
        try (InputStream in = request.content().inputStream()) {
            if (length < 0) {
                return in.readNBytes(bodyBytesMax + 1);
            }
            byte[] body = new byte[(int) length];
            if (in.readNBytes(body, 0, body.length) != body.length) {
                throw new HttpException("The request body is shorter than its Content-Length.", Status.BAD_REQUEST_400);
            }
            return body;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Headers headers(ServerRequest request) {
        Headers.Collector collector = new Headers.Collector();
        for (Header header : request.headers()) {
            String name = header.headerName().lowerCase();
            if (header.valueCount() == 1) {
                collector.add(name, header.get());
            } else {
                for (String value : header.allValues()) {
                    collector.add(name, value);
                }
            }
        }
        return collector.headers();
    }

    /// Answers what never became a call: malformed HTTP, a body that is too large.
    private static DirectHandler.TransportResponse refuse(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            io.helidon.http.ServerResponseHeaders headers,
            String message) {
        AwsException refusal = switch (type) {
            case PAYLOAD_TOO_LARGE -> AwsError.REQUEST_TOO_LARGE.because("The request body is too large.");
            case INTERNAL_ERROR -> AwsError.KMS_INTERNAL.withoutMessage();
            case BAD_REQUEST, FORBIDDEN, OTHER, HTTP_VERSION_NOT_SUPPORTED -> AwsError.SERIALIZATION.withoutMessage();
        };
        return DirectHandler.TransportResponse.builder()
                .status(Status.create(refusal.error().status()))
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, JSON)
                .keepAlive(false)
                .entity(JsonError.body(refusal))
                .build();
    }
}
