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

/// Tells followers which stored things have changed, so that they forget what they remember of them.
///
/// Every change has a number, `change.seq`, in the order of the commits. A follower hears of a change after its
/// commit and before the writer returns. It hears of one change at a time, in that order. It also hears of a
/// change with an unconfirmed commit, again and again: such a change may be stored, now or later.
///
/// INVARIANT: after a follower has heard of a change, everything that is read is at least as new as the change.
/// So a follower forgets its values or reads them again. It must not write.
public final class Changes {
    /// The limit is generous: no commit stays open this long, and there are never this many open commits.
    private static final int UNCONFIRMED_MAX = 10_000;

    private final Map<String, List<Consumer<String>>> followers = new ConcurrentHashMap<>();
    private final Queue<Numbered> unconfirmed = new ConcurrentLinkedQueue<>();

    /// One row of the table `change`.
    record Numbered(long seq, Ref ref) {}

    Changes() {}

    /// The numbers of the last changes of one kind.
    ///
    /// Things with the same place cost each other one look-up in the database, nothing else.
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

    /// Registers a follower of the changes of one kind. It gets the ids.
    public void follow(String kind, Consumer<String> follower) {
        followers.computeIfAbsent(kind, _ -> new CopyOnWriteArrayList<>()).add(follower);
    }

    /// Tells the followers of changes that were committed, or may have been. A failure is thrown only after
    /// every follower was told.
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

    /// Remembers changes that may become visible at a later time.
    void doubt(List<Numbered> changes) {
        unconfirmed.addAll(changes);
        while (unconfirmed.size() > UNCONFIRMED_MAX) {
            unconfirmed.remove();
        }
    }

    /// Tells the followers again of the changes with unconfirmed commits.
    public void tellUnconfirmed() {
        tell(List.copyOf(unconfirmed));
    }
}
