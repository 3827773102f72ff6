package dev.trent.http;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// A running HTTP/1.1 server: every request becomes a [Call], and its [Reply] becomes the answer.
///
/// Helidon listens, accepts and gives each connection its virtual thread. [Admission] decides who stays.
/// [Connection] reads and writes all bytes of a connection, because a signature needs the bytes as they were
/// sent.
///
/// `GET` and `HEAD` of `/livez` and `/readyz` are answered here: 200 `ok`, or 503 while not ready. `/health`
/// and `/healthz` are `/readyz`; `/` is a page for people, unless it is signed.
public final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 1024;

    /// Files that the rest of the process may need: the store, the audit record, libraries.
    private static final long FILES_RESERVED = 640;

    /// The longest drain that Helidon allows. The caller of a drain sets the real limit.
    private static final Duration GRACE = Duration.ofHours(24);

    /// The wait for connections that were cut.
    private static final Duration AFTER_CUT = Duration.ofSeconds(1);

    private final List<WebServer> servers;
    private final Connections connections;
    private final int port;

    private HttpServer(List<WebServer> servers, Connections connections) {
        this.servers = List.copyOf(servers);
        this.connections = connections;
        this.port = servers.getFirst().port();
    }

    /// Starts a server.
    ///
    /// @param answerer answers each call on the connection's virtual thread; every exception becomes a
    ///     KMSInternalException
    /// @param refuser writes the refusals that are made before the answerer is asked; the call comes without
    ///     its body
    /// @param ready whether the process should get requests; must not wait
    /// @param clock gives the Date of answers
    /// @throws IllegalStateException if the address cannot be bound, or if the process may open fewer files
    ///     than the allowed number of connections
    public static HttpServer start(
            HttpSettings settings,
            Function<Call, Reply> answerer,
            BiFunction<Call, AwsException, Reply> refuser,
            BooleanSupplier ready,
            InstantSource clock) {
        requireFilesFor(settings.limits().connectionsMax());
        Answers answers = new Answers(answerer, refuser, ready, settings.web());
        Connections connections = new Connections(settings.tls(), settings.limits(), answers, new DateHeader(clock));
        WebServer first = webServer(settings, settings.host(), settings.port(), connections)
                .start();
        if (!first.isRunning()) {
            throw cannotListen(settings.host(), settings.port());
        }
        List<WebServer> servers = new ArrayList<>(List.of(first));
        String also = settings.alsoHost();
        if (also != null && isOfThisMachine(also)) {
            WebServer second =
                    webServer(settings, also, first.port(), connections).start();
            if (second.isRunning()) {
                servers.add(second);
            } else if (settings.port() != 0) {
                first.stop();
                throw cannotListen(also, settings.port());
            }
        }
        connections.start();
        return new HttpServer(servers, connections);
    }

    private static IllegalStateException cannotListen(String host, int port) {
        return new IllegalStateException("Cannot listen on " + host + " port " + port
                + ": the port is taken, or the address is not this machine's.");
    }

    /// Tests whether the address can be bound on any port: a machine without IPv6 has no `::1`.
    private static boolean isOfThisMachine(String host) {
        try (ServerSocket _ = new ServerSocket(0, 1, address(host))) {
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    /// Starts a server that only answers questions about health, in plain HTTP, with limits of its own.
    ///
    /// @throws IllegalStateException if the address cannot be bound
    public static HttpServer forHealth(String host, int port, BooleanSupplier ready, InstantSource clock) {
        return start(
                new HttpSettings(host, port, null, Limits.forHealth(), null, Web.open(List.of())),
                call -> Answers.refusal(
                        AwsError.UNKNOWN_OPERATION.because("This port answers /livez and /readyz alone.")),
                (call, refusal) -> Answers.refusal(refusal),
                ready,
                clock);
    }

    private static WebServer webServer(HttpSettings settings, String host, int port, Connections connections) {
        return WebServer.builder()
                .address(address(host))
                .port(port)
                .backlog(BACKLOG)
                .maxTcpConnections(Connections.acceptedMax(settings.limits()))
                // Each answer is one write. Waiting for a full packet would only delay it.
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .addConnectionSelector(connections)
                // Helidon does not search the class path. The features below are all it has.
                .protocolsDiscoverServices(false)
                .featuresDiscoverServices(false)
                .mediaContext(MediaContext.builder()
                        .mediaSupportsDiscoverServices(false)
                        .registerDefaults(false)
                        .build())
                .contentEncoding(ContentEncodingContext.builder()
                        .contentEncodingsDiscoverServices(false)
                        .build())
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .build();
    }

    /// Returns the port that is listened on.
    public int port() {
        return port;
    }

    Connections connections() {
        return connections;
    }

    /// Stops accepting, answers the accepted requests, then closes. No accepted request is cut.
    ///
    /// An idle connection is closed after a tenth of a second of silence. A busy client learns from its next
    /// answer that it was the last one.
    ///
    /// @param atMost the time after which the remaining requests are cut
    public void drain(Duration atMost) {
        connections.drain();
        Thread stopping = Thread.ofPlatform().daemon().name("http-stop").start(this::stopListening);
        try {
            if (!stopping.join(atMost)) {
                connections.cutAll();
                stopping.join(AFTER_CUT);
            }
        } catch (InterruptedException hurried) {
            connections.cutAll();
            Thread.currentThread().interrupt();
        }
        connections.stop();
    }

    /// Stops all listeners at the same time, because each waits for its connections before it returns.
    private void stopListening() {
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            servers.forEach(server -> all.execute(server::stop));
        }
    }

    /// Stops at once and cuts the requests that are being answered.
    @Override
    public void close() {
        drain(Duration.ZERO);
    }

    // SAFE: Helidon's listener ends for good if the process cannot open a file for a new connection. So clients
    // must reach our limit, at which they wait, before the limit of the system.
    private static void requireFilesFor(int connections) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < connections + FILES_RESERVED) {
            throw new IllegalStateException("The process may open " + system.getMaxFileDescriptorCount()
                    + " files, too few for " + connections + " connections; raise the limit (ulimit -n).");
        }
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new IllegalStateException("The host to listen on is unknown: '" + host + "'.", unknown);
        }
    }
}
