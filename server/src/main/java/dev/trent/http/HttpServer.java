package dev.trent.http;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.trent.aws.Answerer;
import dev.trent.aws.AwsError;
import dev.trent.aws.AwsException;
import dev.trent.aws.Call;
import dev.trent.aws.Reply;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A running HTTP/1.1 server: every request becomes a [Call], and its [Reply] becomes the answer.
///
/// Netty listens, accepts, and moves bytes. One loop for each processor serves all connections. [Admission]
/// decides who stays. [Connection] reads requests and writes answers itself, because a signature needs the bytes as
/// they were sent.
///
/// `GET` and `HEAD` of `/livez` and `/readyz` are answered here: 200 `ok`, or 503 while not ready. `/health`
/// and `/healthz` are `/readyz`; `/` is a page for people, unless it is signed.
public final class HttpServer implements AutoCloseable {
    /// Files that the rest of the process may need: the store, the audit record, libraries.
    private static final long FILES_RESERVED = 640;

    /// The pause between two looks at the files of the certificate.
    private static final Duration CERTIFICATE_PAUSE = Duration.ofSeconds(1);

    /// The wait for connections that were cut.
    private static final Duration AFTER_CUT = Duration.ofSeconds(1);

    private final Loops loops;
    private final Listeners listeners;
    private final Connections connections;
    private final int port;

    private HttpServer(Loops loops, Listeners listeners, Connections connections) {
        this.loops = loops;
        this.listeners = listeners;
        this.connections = connections;
        this.port = listeners.port();
    }

    /// Starts a server.
    ///
    /// @param answerer begins the answers on the loop, so it must not wait there; every exception becomes a
    ///     KMSInternalException
    /// @param refuser writes the refusals that are made before the answerer is asked; the call comes without
    ///     its body; it must not wait
    /// @param ready whether the process should get requests; must not wait
    /// @param clock gives the Date of answers
    /// @throws IllegalStateException if the address cannot be bound, or if the process may open fewer files
    ///     than the allowed number of connections
    public static HttpServer start(
            HttpSettings settings,
            Answerer answerer,
            BiFunction<Call, AwsException, Reply> refuser,
            BooleanSupplier ready,
            InstantSource clock) {
        requireFilesFor(settings.limits().connectionsMax());
        Answers answers = new Answers(refuser, ready, settings.web());
        Connections connections = new Connections(settings.tls(), settings.limits(), answers);
        Loops loops = new Loops(Runtime.getRuntime().availableProcessors(), answerer, new DateHeader(clock));
        Listeners listeners = new Listeners(loops, connections);
        try {
            listen(listeners, settings);
        } catch (IllegalStateException failure) {
            listeners.close();
            loops.stop();
            throw failure;
        }
        loops.every(connections.pause(), connections::sweep);
        Tls tls = settings.tls();
        if (tls != null) {
            loops.every(
                    CERTIFICATE_PAUSE,
                    () -> Thread.ofVirtual().name("certificate").start(tls::readAgain));
        }
        return new HttpServer(loops, listeners, connections);
    }

    /// Refuses an address that cannot be bound now. A server asks this before it writes anything.
    ///
    /// @param port 0 for any
    /// @throws IllegalStateException if the address cannot be bound, in the words of [#start]
    public static void requireFree(String host, int port) {
        if (!Listeners.isFree(host, port)) {
            throw cannotListen(host, port);
        }
    }

    private static void listen(Listeners listeners, HttpSettings settings) {
        if (!listeners.listen(settings.host(), settings.port())) {
            throw cannotListen(settings.host(), settings.port());
        }
        String also = settings.alsoHost();
        if (also != null
                && Listeners.isOfThisMachine(also)
                && !listeners.listen(also, listeners.port())
                && settings.port() != 0) {
            throw cannotListen(also, settings.port());
        }
    }

    private static IllegalStateException cannotListen(String host, int port) {
        return new IllegalStateException("Cannot listen on " + host + " port " + port
                + ": the port is taken, or the address is not this machine's.");
    }

    /// Starts a server that only answers questions about health, in plain HTTP, with limits of its own.
    ///
    /// @throws IllegalStateException if the address cannot be bound
    public static HttpServer forHealth(String host, int port, BooleanSupplier ready, InstantSource clock) {
        return beside(
                new Place(host, port, null, Web.open(List.of())),
                Answerer.waiting(call -> Answers.refusal(
                        AwsError.UNKNOWN_OPERATION.because("This port answers /livez and /readyz alone."))),
                ready,
                clock);
    }

    /// The place of a listener that the operator has beside that of the clients.
    ///
    /// @param tls certificate and key; null to listen without TLS
    /// @param web the rules for web pages
    public record Place(String host, int port, @Nullable Tls tls, Web web) {}

    /// Starts a server for the operator's own questions, with small limits.
    ///
    /// @param answerer as for [#start]
    /// @throws IllegalStateException if the address cannot be bound
    public static HttpServer beside(Place place, Answerer answerer, BooleanSupplier ready, InstantSource clock) {
        return start(
                new HttpSettings(place.host, place.port, place.tls, Limits.forHealth(), null, place.web),
                answerer,
                (call, refusal) -> Answers.refusal(refusal),
                ready,
                clock);
    }

    /// Returns the port that is listened on.
    public int port() {
        return port;
    }

    /// Returns how many connections there are, for the operator.
    public ConnectionFigures figures() {
        return connections.figures();
    }

    Connections connections() {
        return connections;
    }

    Listeners listeners() {
        return listeners;
    }

    /// Stops accepting, answers the accepted requests, then closes. No accepted request is cut.
    ///
    /// An idle connection is closed after a tenth of a second of silence. A busy client learns from its next
    /// answer that it was the last one.
    ///
    /// @param atMost the time after which the remaining requests are cut
    public void drain(Duration atMost) {
        connections.drain();
        listeners.close();
        try {
            if (!connections.awaitNone(atMost)) {
                connections.cutAll();
                var _ = connections.awaitNone(AFTER_CUT);
            }
        } catch (InterruptedException hurried) {
            connections.cutAll();
            Thread.currentThread().interrupt();
        }
        loops.stop();
    }

    /// Stops at once and cuts the requests that are being answered.
    @Override
    public void close() {
        drain(Duration.ZERO);
    }

    // Without files for all its connections, the server would not accept some that it has places for. Nobody would
    // give way to them.
    private static void requireFilesFor(int connections) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < connections + FILES_RESERVED) {
            throw new IllegalStateException("The process may open " + system.getMaxFileDescriptorCount()
                    + " files, too few for " + connections + " connections; raise the limit (ulimit -n).");
        }
    }
}
