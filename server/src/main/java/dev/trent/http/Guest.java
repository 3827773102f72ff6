package dev.trent.http;

/// One connection as [Admission] sees it: its peer, its phase, and whether one of its requests succeeded.
final class Guest {
    private final Peer peer;
    private final Watch watch;
    private final Runnable end;
    private volatile boolean proven;

    /// Makes the guest of a connection.
    ///
    /// @param end ends the connection after its watch was cut; any thread may run it
    Guest(Peer peer, Watch watch, Runnable end) {
        this.peer = peer;
        this.watch = watch;
        this.end = end;
    }

    Peer peer() {
        return peer;
    }

    /// Notes that a request of this connection succeeded. Only a signed request succeeds.
    void prove() {
        if (!proven) {
            proven = true;
        }
    }

    boolean isProven() {
        return proven;
    }

    /// Returns whether the connection may be ended to make room for another.
    ///
    /// A request is never cut while it is answered. An incomplete request of an unproven connection does not
    /// protect it: otherwise a byte every few seconds would hold a place.
    boolean mayGiveWay() {
        return switch (watch.phase()) {
            case WAITING -> true;
            case HANDSHAKING, READING, LINGERING -> !proven;
            case ANSWERING, WRITING, CUT -> false;
        };
    }

    /// Returns the time since which a proven guest has been silent, in milliseconds of [Watch].
    long silentSince() {
        return watch.since();
    }

    /// Ends the connection, unless it has begun work that must not be cut.
    ///
    /// @return whether the connection was ended
    boolean giveWay() {
        if (!mayGiveWay() || !watch.cutUnlessAnswering()) {
            return false;
        }
        end.run();
        return true;
    }

    /// Ends the connection if it waits for its client: the client sends a large body or reads a large answer.
    ///
    /// @return whether the connection was ended
    boolean giveUp() {
        Watch.Phase phase = watch.phase();
        boolean waits = phase == Watch.Phase.READING || phase == Watch.Phase.WRITING;
        if (!waits || !watch.cutIfLonger(phase, 0)) {
            return false;
        }
        end.run();
        return true;
    }
}
