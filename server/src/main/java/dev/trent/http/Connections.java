package dev.trent.http;

import dev.trent.http.Admission.Room;
import dev.trent.http.Watch.Phase;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All open connections, their shared parts, and the sweeper that ends connections which take too long.
///
/// For Helidon this is the listener's only protocol. So Helidon does not search for others.
final class Connections implements ServerConnectionSelector {

    /// While the server drains, a connection that is silent for this long counts as idle. Before that, its next
    /// request may be on its way.
    private static final long QUIET_MILLIS = 100;

    /// The places in the lobby, beyond the limit of connections; see [Admission].
    private static final int LOBBY_MAX = 32;

    /// The most connections that wait for a decision of [Admission], or that have given way and are about to
    /// end.
    private static final int ON_THE_DOORSTEP = 96;

    /// The part of the heap for large answers that clients have not read yet is one divided by this number.
    private static final int LARGE_ANSWERS_PARTS = 16;

    private static final long SWEEP_MILLIS_MIN = 5;
    private static final long SWEEP_MILLIS_MAX = 250;

    private final @Nullable Tls tls;
    private final Limits limits;
    private final Answers answers;
    private final DateHeader date;
    private final Share largeBodies;
    private final Share largeAnswers;
    private final Admission admission;
    private final Buffers buffers = new Buffers();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Thread sweeper;
    private volatile boolean draining;
    private volatile boolean over;

    Connections(@Nullable Tls tls, Limits limits, Answers answers, DateHeader date) {
        this.tls = tls;
        this.limits = limits;
        this.answers = answers;
        this.date = date;
        this.largeBodies = new Share(limits.largeBodiesMax());
        this.largeAnswers = new Share(Runtime.getRuntime().maxMemory() / LARGE_ANSWERS_PARTS);
        this.admission = new Admission(limits.connectionsMax(), limits.connectionsPerPeerMax(), LOBBY_MAX);
        this.sweeper = Thread.ofPlatform().daemon().name("http-sweeper").unstarted(this::sweep);
    }

    /// Starts the sweeper.
    void start() {
        sweeper.start();
    }

    /// Makes every answer from now on its connection's last, and ends connections that are idle.
    void drain() {
        draining = true;
    }

    /// Ends every connection at once, answered or not.
    void cutAll() {
        over = true;
        for (Connection connection : open) {
            connection.cut();
        }
    }

    /// Stops the sweeper, after the last connection has ended.
    void stop() {
        sweeper.interrupt();
    }

    /// Lets a connection in, or not.
    Room enter(Connection connection) {
        open.add(connection);
        Room room = admission.enter(connection.guest());
        // Either this thread sees `over`, or the thread that set it sees this connection.
        if (over) {
            connection.cut();
        }
        return room;
    }

    void leave(Connection connection) {
        open.remove(connection);
        admission.leave(connection.guest());
    }

    /// Returns how many connections to accept so that the server can serve as many as the limits allow.
    static int acceptedMax(Limits limits) {
        // Above the greatest int there is nothing to add.
        return (int) Math.min(Integer.MAX_VALUE, (long) limits.connectionsMax() + LOBBY_MAX + ON_THE_DOORSTEP);
    }

    /// Returns all open connections; for tests.
    Set<Connection> all() {
        return open;
    }

    boolean isDraining() {
        return draining;
    }

    @Nullable
    Tls tls() {
        return tls;
    }

    Limits limits() {
        return limits;
    }

    Answers answers() {
        return answers;
    }

    DateHeader date() {
        return date;
    }

    Buffers buffers() {
        return buffers;
    }

    Share largeBodies() {
        return largeBodies;
    }

    Share largeAnswers() {
        return largeAnswers;
    }

    private void sweep() {
        long idle = limits.idleTimeout().toMillis();
        long handshake = limits.handshakeTimeout().toMillis();
        long read = limits.readTimeout().toMillis();
        long write = limits.writeTimeout().toMillis();
        long linger = limits.lingerTimeout().toMillis();
        long shortest = Math.min(Math.min(idle, handshake), Math.min(Math.min(read, write), linger));
        Duration pause = Duration.ofMillis(Math.clamp(shortest / 4, SWEEP_MILLIS_MIN, SWEEP_MILLIS_MAX));
        try {
            while (true) {
                Thread.sleep(pause);
                long idleNow = draining ? Math.min(idle, QUIET_MILLIS) : idle;
                long handshakeNow = draining ? Math.min(handshake, QUIET_MILLIS) : handshake;
                for (Connection connection : open) {
                    Watch watch = connection.watch();
                    boolean cut = watch.cutIfLonger(Phase.WAITING, idleNow)
                            || watch.cutIfLonger(Phase.HANDSHAKING, handshakeNow)
                            || watch.cutIfLonger(Phase.READING, read)
                            || watch.cutIfLonger(Phase.WRITING, write)
                            || watch.cutIfLonger(Phase.LINGERING, linger);
                    if (cut) {
                        connection.interrupt();
                    }
                }
            }
        } catch (InterruptedException stopped) {
            // The server has stopped.
        }
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Connection(this, context);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.of("http/1.1");
    }
}
