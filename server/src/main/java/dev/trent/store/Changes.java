package dev.trent.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/// Tells the holders of remembered facts that a stored fact has changed.
///
/// Every change has a number, `change.seq`, in the order of the commits. A follower is told of a change after
/// its commit and before the writer returns, one change at a time, in that order. It is also told of a change
/// without a confirmed commit, because such a change may be stored.
///
/// INVARIANT: every read after a follower was told of a change sees that change. So a follower forgets the
/// facts that it holds, or reads them again. It must not write.
public final class Changes {
    // Things that share a place cost each other only a look into the database.
    private static final int PLACES = 1 << 12;

    private final Map<String, List<Consumer<String>>> followers = new ConcurrentHashMap<>();
    private final AtomicLongArray latest = new AtomicLongArray(PLACES);

    /// One row of the table `change`.
    record Numbered(long seq, Ref ref) {}

    Changes() {}

    /// Registers a follower for the changes of one kind. It gets the ids of the changed things.
    public void follow(String kind, Consumer<String> follower) {
        followers.computeIfAbsent(kind, _ -> new CopyOnWriteArrayList<>()).add(follower);
    }

    /// Returns a number that grows with each change of a thing, or of another thing in the same place. It is
    /// the `seq` of the last change since the start, or a little more.
    public long latest(Ref ref) {
        return latest.get(place(ref));
    }

    /// Tells the followers of changes that were committed, or may be committed.
    void tell(List<Numbered> changes) {
        for (Numbered change : changes) {
            // A number that was never confirmed is given again, so its second change must also make this number
            // larger.
            latest.accumulateAndGet(place(change.ref), change.seq, (old, seq) -> Math.max(old + 1, seq));
            for (Consumer<String> follower : followers.getOrDefault(change.ref.kind(), List.of())) {
                follower.accept(change.ref.id());
            }
        }
    }

    private static int place(Ref ref) {
        int hash = ref.hashCode();
        return (hash ^ hash >>> 16) & (PLACES - 1);
    }
}
