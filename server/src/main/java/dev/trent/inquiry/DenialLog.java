package dev.trent.inquiry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trent.audit.Allowance;
import dev.trent.aws.Accidents;
import dev.trent.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps explanations of denials: on disk before the denial is answered, found for at least a day, bounded.
///
/// A denial that differs from a former one only in its time shares its id, so a client that retries all day
/// fills nothing. Of one account the newest [#PER_ACCOUNT_MAX] are kept; only an account with more different
/// denials in a day loses the oldest of them before their time. Age is measured by the machine's uptime, so that
/// a clock that jumps ahead and back deletes nothing. If an explanation cannot be kept, the denial stands all
/// the same, without an id.
public final class DenialLog {
    private static final Logger LOG = LoggerFactory.getLogger(DenialLog.class);

    /// How long an explanation is kept; one that is given out again may be this much less [#SHARED] old.
    private static final Duration KEPT = Duration.ofHours(49);

    /// How long a denial shares the id of a former one that is like it.
    private static final Duration SHARED = Duration.ofHours(24);

    /// What a row of the table takes besides both sides.
    private static final int OVERHEAD_BYTES = 1024;

    private static final int PER_ACCOUNT_MAX = 20_000;
    private static final int SWEPT_AT_ONCE = 1_000;
    private static final int SHARED_MAX = 10_000;

    private final Store store;
    private final Allowance allowance;
    private final BooleanSupplier spacious;
    private final Accidents accidents = new Accidents(LOG);
    private final Cache<Likeness, Kept> known =
            Caffeine.newBuilder().maximumSize(SHARED_MAX).build();
    private final Set<String> accountsToSweep = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanos;
    private final @Nullable Instant newestAtStart;
    private @Nullable SteadyTime steady;

    /// What two denials must have in common to share an id, as a hash: the texts may be long.
    private record Likeness(String hash) {
        /// Returns the likeness of a denial; null for one that shares its id with none.
        ///
        /// SAFE: a shared id tells that nothing has changed. The account of the key or role may be another one.
        /// Then the caller may not know whether the key or role exists, and must not learn of its changes.
        static @Nullable Likeness of(Explanation denial) {
            boolean own = denial.keyAccount() == null || denial.keyAccount().equals(denial.callerAccount());
            if (!denial.disclosed() || !own) {
                return null;
            }
            Explanation.Side keySide = denial.keySide();
            MessageDigest digest = sha256();
            for (String part : List.of(
                    denial.principalArn(),
                    denial.action(),
                    denial.resource(),
                    denial.message(),
                    denial.callerSide().json(),
                    keySide == null ? "" : keySide.json())) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            return new Likeness(HexFormat.of().formatHex(digest.digest()));
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private record Kept(String id, Instant created) {}

    /// Makes the log.
    public DenialLog(Store store) {
        this(store, System::nanoTime);
    }

    /// @param nanos counts the nanoseconds since some moment, without ever jumping
    DenialLog(Store store, LongSupplier nanos) {
        this(store, Allowance.unbounded(), () -> true, nanos);
    }

    /// Makes the log.
    ///
    /// @param allowance how much the explanations of each account's denials may add to the database
    /// @param spacious whether the disk has space for more than what is necessary; while not, nothing is kept
    /// @param nanos counts the nanoseconds since some moment; it jumps only if the clock is moved on purpose
    public DenialLog(Store store, Allowance allowance, BooleanSupplier spacious, LongSupplier nanos) {
        this.store = store;
        this.allowance = allowance;
        this.spacious = spacious;
        this.nanos = nanos;
        this.newestAtStart = store.read(DenialRows::newest);
    }

    /// Returns the id under which an explanation is kept, once it is on disk; null if it could not be kept.
    ///
    /// @param denial the explanation; its id is not compared with those of former ones
    @Nullable
    String keep(Explanation denial) {
        Likeness likeness = Likeness.of(denial);
        Kept former = likeness == null ? null : known.getIfPresent(likeness);
        if (former != null && former.created.plus(SHARED).isAfter(denial.created())) {
            return former.id;
        }
        if (!spacious.getAsBoolean()) {
            return null;
        }
        // The denial itself is answered and recorded in any case. Only its explanation is left out.
        if (!allowance.take(denial.callerAccount(), charged(denial, likeness != null))) {
            return null;
        }
        if (!stored(denial)) {
            return null;
        }
        if (likeness != null) {
            known.put(likeness, new Kept(denial.id(), denial.created()));
        }
        return denial.id();
    }

    /// SAFE: if another account decided, the largest size is charged in place of the real size. Otherwise a
    /// caller could count the denials until one is throttled, and learn whether there is a key.
    private static int charged(Explanation denial, boolean own) {
        Explanation.Side keySide = own ? denial.keySide() : null;
        int keyBytes = !own ? SideWriter.SIDE_BYTES_MAX : keySide == null ? 0 : bytes(keySide);
        return OVERHEAD_BYTES + bytes(denial.callerSide()) + keyBytes;
    }

    private static int bytes(Explanation.Side side) {
        return side.json().length() + side.words().length();
    }

    /// Returns an explanation, or null if there is none of that id (any more).
    public @Nullable Explanation find(String id) {
        return isId(id) ? store.read(tx -> DenialRows.find(tx, id)) : null;
    }

    static String newId(long high, long low) {
        return new UUID((high & ~0xF000L) | 0x4000L, (low >>> 2) | 0x8000_0000_0000_0000L).toString();
    }

    private static boolean isId(String text) {
        return text.length() == 36
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-');
    }

    /// SAFE: it catches broadly. The denial must be answered also if its explanation cannot be kept.
    private boolean stored(Explanation denial) {
        try {
            store.write(tx -> {
                DenialRows.insert(tx, denial);
                return denial;
            });
            accountsToSweep.add(denial.callerAccount());
            return true;
        } catch (RuntimeException | AssertionError failure) {
            accidents.outage("Explanations of denials cannot be kept", failure);
            return false;
        }
    }

    /// Deletes the explanations that are too old, and the oldest of an account that has too many.
    public synchronized void sweep(Instant now) {
        if (steady == null) {
            steady = new SteadyTime(newestAtStart == null ? now : newestAtStart, nanos);
        }
        Instant old = steady.at(now).minus(KEPT);
        // A part at a time, because all other writes wait for each part.
        int deleted;
        do {
            deleted = store.write(tx -> DenialRows.deleteBefore(tx, old, SWEPT_AT_ONCE));
        } while (deleted == SWEPT_AT_ONCE);
        for (String account : List.copyOf(accountsToSweep)) {
            store.write(tx -> DenialRows.deleteBeyond(tx, account, PER_ACCOUNT_MAX));
            accountsToSweep.remove(account);
        }
    }
}
