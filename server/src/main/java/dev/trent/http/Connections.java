package dev.trent.http;

import dev.trent.http.Admission.Room;
import dev.trent.http.Watch.Phase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// All open connections, and their shared parts. It ends connections that take too long.
final class Connections {

    /// While the server drains, a connection that is silent for this long counts as idle. Before that, its next
    /// request may be on its way.
    private static final long QUIET_MILLIS = 100;

    /// The places in the lobby, beyond the limit of connections; see [Admission].
    private static final int LOBBY_MAX = 32;

    /// The part of the heap for large answers that clients have not read yet is one divided by this number.
    private static final int LARGE_ANSWERS_PARTS = 16;

    private static final long SWEEP_MILLIS_MIN = 5;
    private static final long SWEEP_MILLIS_MAX = 250;

    private final @Nullable Tls tls;
    private final Limits limits;
    private final Answers answers;
    private final Share largeBodies;
    private final Share largeAnswers;
    private final Admission admission;
    private final Buffers buffers = new Buffers();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final LongAdder entered = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private volatile boolean draining;
    private volatile boolean over;

    Connections(@Nullable Tls tls, Limits limits, Answers answers) {
        this.tls = tls;
        this.limits = limits;
        this.answers = answers;
        this.largeBodies = new Share(limits.largeBodiesMax());
        this.largeAnswers = new Share(Runtime.getRuntime().maxMemory() / LARGE_ANSWERS_PARTS);
        this.admission = new Admission(limits.connectionsMax(), limits.connectionsPerPeerMax(), LOBBY_MAX);
    }

    /// Makes every answer from now on its connection's last, and ends connections that are idle.
    void drain() {
        draining = true;
    }

    /// Ends every connection at once, answered or not.
    void cutAll() {
        over = true;
        open.forEach(connection -> connection.wire().cut());
    }

    /// Waits until no connection is open and no call is answered any more.
    ///
    /// @return whether that was in time
    synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (!open.isEmpty()) {
            long millis = (until - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /// Lets a connection in, or not.
    Room enter(Connection connection) {
        open.add(connection);
        Room room = admission.enter(connection.wire().guest());
        entered.increment();
        if (room != Room.HOUSE) {
            turnedAway.increment();
        }
        // Either this thread sees `over`, or the thread that set it sees this connection.
        if (over) {
            connection.wire().cut();
        }
        return room;
    }

    /// Gives the place of a connection free.
    void leave(Connection connection) {
        admission.leave(connection.wire().guest());
        open.remove(connection);
        if (draining && open.isEmpty()) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /// Returns all open connections; for tests.
    Set<Connection> all() {
        return open;
    }

    ConnectionFigures figures() {
        return new ConnectionFigures(open.size(), limits.connectionsMax(), entered.sum(), turnedAway.sum());
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

    Buffers buffers() {
        return buffers;
    }

    Share largeBodies() {
        return largeBodies;
    }

    Share largeAnswers() {
        return largeAnswers;
    }

    /// Returns how often to sweep.
    Duration pause() {
        Duration shortest = limits.lingerTimeout();
        for (Duration each : new Duration[] {
            limits.idleTimeout(), limits.handshakeTimeout(), limits.readTimeout(), limits.writeTimeout()
        }) {
            shortest = each.compareTo(shortest) < 0 ? each : shortest;
        }
        return Duration.ofMillis(Math.clamp(shortest.toMillis() / 4, SWEEP_MILLIS_MIN, SWEEP_MILLIS_MAX));
    }

    /// Ends the connections that have been in one phase for too long.
    void sweep() {
        long idle = limits.idleTimeout().toMillis();
        long handshake = limits.handshakeTimeout().toMillis();
        long idleNow = draining ? Math.min(idle, QUIET_MILLIS) : idle;
        long handshakeNow = draining ? Math.min(handshake, QUIET_MILLIS) : handshake;
        for (Connection connection : open) {
            Watch watch = connection.wire().watch();
            boolean cut = watch.cutIfLonger(Phase.WAITING, idleNow)
                    || watch.cutIfLonger(Phase.HANDSHAKING, handshakeNow)
                    || watch.cutIfLonger(Phase.READING, limits.readTimeout().toMillis())
                    || watch.cutIfLonger(Phase.WRITING, limits.writeTimeout().toMillis())
                    || watch.cutIfLonger(Phase.LINGERING, limits.lingerTimeout().toMillis());
            if (cut) {
                connection.wire().interrupt();
            }
        }
    }
}
