package dev.trent.identity;

import dev.trent.memory.Memory;
import dev.trent.memory.SharedCache;
import dev.trent.store.Change;
import dev.trent.store.Notes;
import dev.trent.store.Ref;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sessions of the web console. They are stored, so a restart keeps them; the values of their cookies are not.
///
/// An ended session is unknown to every look-up that starts after the end was answered. The last uses are noted in
/// memory and stored about twice a minute, so a crash makes a session look idle a little too early.
public final class ConsoleSessions implements AutoCloseable {
    /// How many sessions a user may have. One more ends the oldest.
    public static final int PER_PRINCIPAL_MAX = 20;

    /// The longest life of a session.
    public static final Duration LIFE_MAX = Duration.ofHours(12);

    private static final String CHANGED = "console-session";
    private static final int NOTED_MAX = 100_000;

    private final Store store;
    private final SharedCache<String, ConsoleSession> cache;
    private final Notes<String, Seen> notes;

    private record Seen(Instant time) implements Notes.Note {}

    ConsoleSessions(Store store, Memory memory) {
        this.store = store;
        this.cache = memory.cache(
                "console-sessions", (_, session) -> session.facts().content().account(), ConsoleSession::bytes);
        this.notes = new Notes<>(
                store,
                "The last uses of console sessions",
                NOTED_MAX,
                (tx, hash, seen) -> ConsoleSessionRows.seen(tx, hash, seen.time()));
        store.changes().follow(CHANGED, cache::remove);
    }

    /// Returns the change that begins a session. Its result are the sessions that had to make room.
    public Change<List<ConsoleSession>> begin(ConsoleSession.Facts facts) {
        return tx -> {
            List<ConsoleSession> others =
                    ConsoleSessionRows.list(tx, facts.content().account(), facts.principal());
            List<ConsoleSession> ended = new ArrayList<>();
            for (ConsoleSession oldest : others.subList(0, Math.max(0, others.size() - PER_PRINCIPAL_MAX + 1))) {
                end(tx, oldest.facts().hash());
                ended.add(oldest);
            }
            ConsoleSessionRows.insert(tx, facts);
            return List.copyOf(ended);
        };
    }

    /// Returns the session of a cookie, or null. The caller asks whether it is over.
    ///
    /// @param hash SHA-256 of the cookie's value, in hexadecimal digits
    public @Nullable ConsoleSession find(String hash) {
        return cache.get(hash, this::load);
    }

    /// Returns the sessions of a user that are not over, the oldest first.
    ///
    /// @param idle how long a session may be unused
    public List<ConsoleSession> list(String account, String principal, Instant now, Duration idle) {
        List<ConsoleSession> all = store.read(tx -> ConsoleSessionRows.list(tx, account, principal));
        for (ConsoleSession session : all) {
            note(session, notes.of(session.facts().hash()));
        }
        return all.stream().filter(session -> !session.isOver(now, idle)).toList();
    }

    /// Notes that a session is used.
    public void used(ConsoleSession session, Instant now) {
        if (now.getEpochSecond() > session.seen().getEpochSecond()) {
            session.seen(now);
            notes.note(session.facts().hash(), new Seen(now));
        }
    }

    /// Lets a session act as a role, or as its user again.
    ///
    /// @return whether there is such a session
    public boolean switchTo(Tx tx, String hash, ConsoleSession.@Nullable Role role) {
        tx.changed(new Ref(CHANGED, hash));
        return ConsoleSessionRows.switchTo(tx, hash, role) == 1;
    }

    /// Ends a session.
    ///
    /// @return whether there was such a session
    public boolean end(Tx tx, String hash) {
        tx.changed(new Ref(CHANGED, hash));
        return ConsoleSessionRows.delete(tx, hash) == 1;
    }

    /// Stores the noted uses, and removes the sessions that are over.
    public void sweep(Instant now) {
        notes.store();
        int _ = store.write(tx -> {
            ConsoleSessionRows.deleteExpired(tx, now);
            return 0;
        });
    }

    /// Stores the noted uses.
    public void store() {
        notes.store();
    }

    private @Nullable ConsoleSession load(String hash) {
        // The note comes first: a note that is stored meanwhile is in the row.
        Seen noted = notes.of(hash);
        ConsoleSession session = store.read(tx -> ConsoleSessionRows.find(tx, hash));
        if (session != null) {
            note(session, noted);
        }
        return session;
    }

    private static void note(ConsoleSession session, @Nullable Seen noted) {
        if (noted != null && noted.time.isAfter(session.seen())) {
            session.seen(noted.time);
        }
    }

    /// Stores the uses that are only noted so far.
    @Override
    public void close() {
        notes.close();
    }
}
