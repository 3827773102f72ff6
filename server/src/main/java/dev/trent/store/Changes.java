package dev.trent.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/// Tells whoever remembers something that is stored that it has changed.
///
/// Every change has a number, `change.seq`, in the order of the commits. A follower is told of a change after
/// its commit and before the writer returns, one change at a time, in that order. It is also told of a change
/// whose commit was not confirmed, since that may be stored, or may be stored later: then again and again.
///
/// INVARIANT: whatever is read after a follower was told of a change is as new as that change. A follower
/// therefore forgets what it holds, or reads it anew; it must not write.
public final class Changes {
    /// Nobody waits longer for a commit, and so many are never open at once.
    private static final int UNCONFIRMED_MAX = 10_000;

    private final Map<String, List<Consumer<String>>> followers = new ConcurrentHashMap<>();
    private final Queue<Numbered> unconfirmed = new ConcurrentLinkedQueue<>();

    /// One row of the table `change`.
    record Numbered(long seq, Ref ref) {}

    Changes() {}

    /// The numbers of the last changes of one kind.
    ///
    /// Things that share a place cost each other a look into the database, nothing else.
    public static final class Latest {
        private static final int PLACES = 1 << 12;

        private final AtomicLongArray numbers = new AtomicLongArray(PLACES);

        private Latest() {}

        /// Returns a number that grows with each change of a thing.
        public long of(String id) {
            return numbers.get(place(id));
        }

        private static int place(String id) {
            int hash = id.hashCode();
            return (hash ^ hash >>> 16) & (PLACES - 1);
        }
    }

    /// Returns the numbers of the last changes of one kind since now.
    public Latest latest(String kind) {
        Latest latest = new Latest();
        follow(kind, id -> latest.numbers.incrementAndGet(Latest.place(id)));
        return latest;
    }

    /// Has a follower told of the changes of one kind, by their ids.
    public void follow(String kind, Consumer<String> follower) {
        followers.computeIfAbsent(kind, _ -> new CopyOnWriteArrayList<>()).add(follower);
    }

    /// Tells of changes that were committed, or may have been; every follower is told before one's failure is
    /// thrown.
    void tell(List<Numbered> changes) {
        List<RuntimeException> failures = new ArrayList<>();
        for (Numbered change : changes) {
            for (Consumer<String> follower : followers.getOrDefault(change.ref.kind(), List.of())) {
                try {
                    follower.accept(change.ref.id());
                } catch (RuntimeException failure) {
                    failures.add(failure);
                }
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /// Remembers changes that may become visible at any time.
    void doubt(List<Numbered> changes) {
        unconfirmed.addAll(changes);
        while (unconfirmed.size() > UNCONFIRMED_MAX) {
            unconfirmed.remove();
        }
    }

    /// Tells again of the changes whose commits were not confirmed.
    public void tellUnconfirmed() {
        tell(List.copyOf(unconfirmed));
    }
}
