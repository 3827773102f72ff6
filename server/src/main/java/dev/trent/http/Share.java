package dev.trent.http;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// A limited amount that all connections share, such as places for large bodies or bytes of large answers. Each
/// connection holds a part of it for a while.
///
/// If the whole amount is taken, the connection with the oldest part may have to give way. It must hold its
/// part for at least a second and only wait for its client. A client that neither sends nor reads must not keep
/// others out.
final class Share {
    private static final long PATIENCE_MILLIS = 1_000;

    private final long most;
    private final long patienceMillis;
    private final Map<Guest, Part> parts = new LinkedHashMap<>();
    private long taken;

    private record Part(long amount, long since) {}

    Share(long most) {
        this(most, PATIENCE_MILLIS);
    }

    /// @param patienceMillis how long a part is safe; after this it may have to give way
    Share(long most, long patienceMillis) {
        this.most = most;
        this.patienceMillis = patienceMillis;
    }

    /// Takes a part for a connection that has none. Returns false if not enough is free, even after others have
    /// given way.
    synchronized boolean take(Guest guest, long amount) {
        long now = Watch.now();
        Iterator<Map.Entry<Guest, Part>> oldest = parts.entrySet().iterator();
        while (taken + amount > most && oldest.hasNext()) {
            Map.Entry<Guest, Part> other = oldest.next();
            if (now - other.getValue().since >= patienceMillis && other.getKey().giveUp()) {
                taken -= other.getValue().amount;
                oldest.remove();
            }
        }
        if (taken + amount > most) {
            return false;
        }
        parts.put(guest, new Part(amount, now));
        taken += amount;
        return true;
    }

    /// Gives a connection's part back, if it has one.
    synchronized void give(Guest guest) {
        Part part = parts.remove(guest);
        if (part != null) {
            taken -= part.amount;
        }
    }
}
