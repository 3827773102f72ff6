package dev.trent.identity;

import dev.trent.aws.Footprint;
import dev.trent.memory.Memory;
import dev.trent.store.Change;
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

/// Which sessions were ended before their time: those of a user, a role, a root user or a whole account that
/// began until some moment.
///
/// INVARIANT: no session that began before [#end] was called, and none that was asked for with such a one, is
/// good for a request that starts after it returned. While the end is written, no session of its own gets in;
/// the moment is taken after that began, so every request that got in before has an earlier time, and so has
/// every session that it makes.
///
/// Tokens tell the second in which a session began. One that is asked for after an end in the same second is
/// said to begin with the next one, so that it is told from those that are over ([#begin]); an end that comes
/// so soon after another of the account includes that next second.
public final class SessionEnds {
    /// An entry of the map, with its end and the moment in it.
    private static final long END_BYTES = 120;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final AccountStore store;
    private final AccountCache<Ends> cache;
    private final Set<Sessions> ending = ConcurrentHashMap.newKeySet();
    private final Function<String, @Nullable Ends> load = this::load;

    /// Whose sessions are meant.
    ///
    /// @param principal the unique id of a user or role, or one of two words
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

    /// An end: of what began in a second or before it, decided at a moment that may be of the second before.
    private record End(long second, Instant decided) {
        End with(@Nullable End other) {
            return other == null
                    ? this
                    : new End(Math.max(second, other.second), decided.isAfter(other.decided) ? decided : other.decided);
        }
    }

    /// The ends of an account's sessions, by whose they are.
    private record Ends(Map<String, End> byPrincipal) {
        Ends {
            byPrincipal = Map.copyOf(byPrincipal);
        }

        /// Returns the last second that is over for anybody; long ago if nothing is.
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
        this.cache = new AccountCache<>(store, memory, Ends::bytes);
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
    /// @param asked when the request for it started
    public Instant begin(String account, String identityId, Instant asked) {
        End end = end(identityId.isEmpty() ? Sessions.ofRoot(account) : new Sessions(account, identityId));
        // What was asked for before the end stays in a second that is over, and is never good for anything.
        return end != null && asked.isAfter(end.decided)
                ? Instant.ofEpochSecond(Math.max(asked.getEpochSecond(), end.second + 1))
                : asked.truncatedTo(ChronoUnit.SECONDS);
    }

    /// Ends the sessions that have begun.
    ///
    /// @param write makes the change, whose result is the moment: a session that is asked for later goes on
    public synchronized <T> T end(Sessions sessions, InstantSource clock, Function<Change<Instant>, T> write) {
        ending.add(sessions);
        try {
            // INVARIANT: after the line above, for which see the class.
            Instant now = clock.instant();
            return write.apply(tx -> {
                AccountStore.changed(tx, sessions.account);
                Ends ends = read(tx, sessions.account);
                // No session of the account is said to begin later than in this second.
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
                        "SELECT principal, until_s, decided_ns FROM session_end WHERE account_id = ?",
                        row -> Map.entry(
                                row.text("principal"),
                                new End(row.number("until_s"), instant(row.number("decided_ns")))),
                        account)
                .forEach(end -> ends.put(end.getKey(), end.getValue()));
        return new Ends(ends);
    }

    private static int write(Tx tx, Sessions sessions, End end) {
        return tx.run("""
                INSERT INTO session_end (account_id, principal, until_s, decided_ns) VALUES (?, ?, ?, ?)
                ON CONFLICT (account_id, principal)
                DO UPDATE SET until_s = excluded.until_s, decided_ns = excluded.decided_ns""", sessions.account, sessions.principal, end.second, nanos(end.decided));
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
