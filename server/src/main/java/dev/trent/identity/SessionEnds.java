package dev.trent.identity;

import dev.trent.aws.Footprint;
import dev.trent.memory.Memory;
import dev.trent.store.Change;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The sessions that were ended early. An end covers the sessions of a user, a role, a root user or a whole
/// account that began up to a moment.
///
/// INVARIANT: after [#end] has returned, a new request cannot use a session that began before the call, or a
/// session that was asked for with such a session. While the end is written, the sessions that it covers are
/// refused. The moment of the end is taken after the refusing began. So every request that was let in before
/// has an earlier time, and so has every session that it makes.
///
/// A token has the second in which its session began. A session that is asked for after an end, in the same
/// second, begins in the next second ([#begin]). So it differs from the ended sessions. Another end of the same
/// account within that second also covers the next second.
public final class SessionEnds {
    private static final Table.Named END = IdentityTables.SESSION_END.as("s");

    /// An entry of the map, with its end and the moment in it.
    private static final long END_BYTES = 120;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final AccountStore store;
    private final AccountCache<Ends> cache;
    private final Set<Sessions> ending = ConcurrentHashMap.newKeySet();
    private final Function<String, @Nullable Ends> load = this::load;

    /// The sessions of one user or role, of the root user, or of a whole account.
    ///
    /// @param principal the unique id of a user or role, or one of the two words below
    public record Sessions(String account, String principal) {
        private static final String ROOT = "root";
        private static final String ALL = "*";

        /// Returns the sessions of a user, the federated ones too, or of a role.
        public static Sessions of(Entity entity) {
            return new Sessions(entity.account(), entity.uniqueId());
        }

        /// Returns the sessions of an account's root user, the federated ones too.
        public static Sessions ofRoot(String account) {
            return new Sessions(account, ROOT);
        }

        /// Returns the sessions of all users and roles of an account and of its root user.
        public static Sessions ofAll(String account) {
            return new Sessions(account, ALL);
        }

        private static Sessions of(SessionContent session) {
            String id = session.identityId();
            return id.isEmpty() ? ofRoot(session.account()) : new Sessions(session.account(), id);
        }
    }

    /// An end: sessions that began in this second or before are over. The moment of the decision may be in the
    /// second before.
    private record End(long second, Instant decided) {
        End with(@Nullable End other) {
            return other == null
                    ? this
                    : new End(Math.max(second, other.second), decided.isAfter(other.decided) ? decided : other.decided);
        }
    }

    /// The ends of an account's sessions, by user or role.
    private record Ends(Map<String, End> byPrincipal) {
        Ends {
            byPrincipal = Map.copyOf(byPrincipal);
        }

        /// Returns the last second that is over for any principal; 0 if there is none.
        long latest() {
            return byPrincipal.values().stream().mapToLong(End::second).max().orElse(0);
        }

        long bytes() {
            return Footprint.object(1)
                    + byPrincipal.keySet().stream()
                            .mapToLong(principal -> END_BYTES + Footprint.text(principal))
                            .sum();
        }

        @Nullable
        End of(Sessions sessions) {
            if (byPrincipal.isEmpty()) {
                return null;
            }
            End all = byPrincipal.get(Sessions.ALL);
            End own = byPrincipal.get(sessions.principal);
            return all == null ? own : all.with(own);
        }
    }

    SessionEnds(AccountStore store, Memory memory) {
        this.store = store;
        this.cache = new AccountCache<>("session-ends", store, memory, Ends::bytes);
    }

    /// Returns whether a session was ended.
    public boolean isOver(SessionContent session) {
        Sessions own = Sessions.of(session);
        if (!ending.isEmpty() && (ending.contains(own) || ending.contains(Sessions.ofAll(own.account)))) {
            return true;
        }
        End end = end(own);
        return end != null && session.issued().getEpochSecond() <= end.second;
    }

    /// Returns the second in which a session begins.
    ///
    /// @param identityId the unique id of the user or role; empty for a root user
    /// @param asked the time at which the request for the session started
    public Instant begin(String account, String identityId, Instant asked) {
        End end = end(identityId.isEmpty() ? Sessions.ofRoot(account) : new Sessions(account, identityId));
        // A session that was asked for before the end begins in a second that is over. So it is never valid.
        return end != null && asked.isAfter(end.decided)
                ? Instant.ofEpochSecond(Math.max(asked.getEpochSecond(), end.second + 1))
                : asked.truncatedTo(ChronoUnit.SECONDS);
    }

    /// Ends the sessions that have begun.
    ///
    /// @param write stores the change; its result is the moment of the end, and a session that is asked for
    ///     later stays valid
    public synchronized <T> T end(Sessions sessions, InstantSource clock, Function<Change<Instant>, T> write) {
        ending.add(sessions);
        try {
            // INVARIANT: the moment is taken after the line above; see the class comment.
            Instant now = clock.instant();
            return write.apply(tx -> {
                AccountStore.changed(tx, sessions.account);
                Ends ends = read(tx, sessions.account);
                // No session of the account begins later than in this second.
                long latest = ends.latest() + 1;
                End end = new End(Math.max(latest, now.getEpochSecond()), now);
                write(tx, sessions, end.with(ends.byPrincipal.get(sessions.principal)));
                return now;
            });
        } finally {
            ending.remove(sessions);
        }
    }

    private @Nullable End end(Sessions sessions) {
        Ends ends = cache.find(sessions.account, account -> account, load);
        return ends == null ? null : ends.of(sessions);
    }

    private Ends load(String account) {
        return store.read(tx -> read(tx, account));
    }

    private static Ends read(Tx tx, String account) {
        Map<String, End> ends = new HashMap<>();
        tx.list(
                        "SELECT " + END.columns() + " FROM " + END + " WHERE s.account_id = ?",
                        row -> end(row.of(END)),
                        account)
                .forEach(end -> ends.put(end.getKey(), end.getValue()));
        return new Ends(ends);
    }

    private static Map.Entry<String, End> end(Row row) {
        return Map.entry(row.text("principal"), new End(row.number("until_s"), instant(row.number("decided_ns"))));
    }

    private static void write(Tx tx, Sessions sessions, End end) {
        int rows = tx.update(IdentityTables.SESSION_END
                .at(sessions.account, sessions.principal)
                .set("until_s", end.second)
                .set("decided_ns", nanos(end.decided)));
        if (rows == 0) {
            tx.insert(IdentityTables.SESSION_END, sessions.account, sessions.principal, end.second, nanos(end.decided));
        }
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
