package dev.trent.store;

import dev.trent.aws.Accidents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The latest note about each of many things. Notes are kept in memory. They are stored from time to time and
/// when the server stops.
///
/// A new note takes no lock, so requests can make notes. A crash loses the notes that are not stored yet. A
/// stored note leaves the memory. So readers look here first, and then in the table.
///
/// @param <K> the name of a thing
/// @param <N> the note about a thing
public final class Notes<K, N extends Notes.Note> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notes.class);
    private static final int ROWS_PER_TRANSACTION_MAX = 500;

    private final Store store;
    private final String what;
    private final int notesMax;
    private final Table<K, N> table;
    private final Accidents accidents = new Accidents(LOG);
    private final Map<K, Slot<N>> slots = new ConcurrentHashMap<>();
    private final AtomicBoolean early = new AtomicBoolean();

    /// INVARIANT: only the holder of this lock stores notes. Two threads could store an older note after a
    /// newer one.
    private final ReentrantLock turn = new ReentrantLock();

    /// A note about a thing.
    public interface Note {
        /// Returns the time of the note. The later of two notes counts.
        Instant time();
    }

    /// The table in which notes are stored.
    @FunctionalInterface
    public interface Table<K, N> {
        /// Stores a note and replaces the older one. It is not an error if the thing does not exist any more.
        void put(Tx tx, K key, N note);
    }

    /// The place of one thing's note. It becomes empty when its last note is stored, and is then never used
    /// again.
    private static final class Slot<N extends Note> {
        private final AtomicReference<@Nullable N> note;

        Slot(N first) {
            note = new AtomicReference<>(first);
        }

        /// Returns false if the slot is not used any more.
        boolean take(N next) {
            N seen = note.get();
            while (seen != null) {
                if (seen.time().isAfter(next.time()) || note.compareAndSet(seen, next)) {
                    return true;
                }
                seen = note.get();
            }
            return false;
        }
    }

    private record Noted<K, N extends Note>(K key, Slot<N> slot, N note) {}

    /// Makes the notes.
    ///
    /// @param what the name of the notes, as the beginning of a sentence
    /// @param notesMax the most notes in memory. At half of this number, the notes are stored early. While the
    ///     database is lost, further things are not noted
    public Notes(Store store, String what, int notesMax, Table<K, N> table) {
        this.store = store;
        this.what = what;
        this.notesMax = notesMax;
        this.table = table;
    }

    /// Notes something about a thing.
    public void note(K key, N note) {
        while (true) {
            Slot<N> slot = slots.get(key);
            if (slot == null) {
                slot = add(key, note);
                if (slot == null) {
                    return;
                }
            }
            if (slot.take(note)) {
                return;
            }
            slots.remove(key, slot);
        }
    }

    /// Adds a slot for a thing. Returns null if nothing is left to do.
    private @Nullable Slot<N> add(K key, N note) {
        int size = slots.size();
        if (size >= notesMax / 2 && early.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::storeEarly);
        }
        return size >= notesMax ? null : slots.putIfAbsent(key, new Slot<>(note));
    }

    /// Returns the latest note about a thing if it is not stored yet, or null.
    public @Nullable N of(K key) {
        Slot<N> slot = slots.get(key);
        return slot == null ? null : slot.note.get();
    }

    /// Stores the notes. Notes that are made in the meantime are stored the next time.
    public void store() {
        turn.lock();
        try {
            List<Noted<K, N>> some = new ArrayList<>();
            for (Map.Entry<K, Slot<N>> entry : slots.entrySet()) {
                N note = entry.getValue().note.get();
                if (note != null) {
                    some.add(new Noted<>(entry.getKey(), entry.getValue(), note));
                }
                if (some.size() == ROWS_PER_TRANSACTION_MAX) {
                    store(some);
                    some.clear();
                }
            }
            if (!some.isEmpty()) {
                store(some);
            }
        } finally {
            early.set(false);
            turn.unlock();
        }
    }

    private void store(List<Noted<K, N>> some) {
        store.write(tx -> {
            some.forEach(noted -> table.put(tx, noted.key, noted.note));
            return some;
        });
        for (Noted<K, N> noted : some) {
            // The note leaves the memory only after the commit, and only if there is no newer note.
            if (noted.slot.note.compareAndSet(noted.note, null)) {
                slots.remove(noted.key, noted.slot);
            }
        }
    }

    /// SAFE: it catches broadly, because no caller waits for it. Notes that could not be stored are stored the
    /// next time.
    private void storeEarly() {
        try {
            store();
        } catch (RuntimeException | AssertionError failure) {
            accidents.outage(what + " cannot be stored", failure);
        }
    }

    /// Stores the notes that are only in memory. It does not throw, because the rest of the server must still
    /// be closed.
    @Override
    public void close() {
        storeEarly();
    }
}
