package dev.trent.identity;

import dev.trent.aws.Loop;
import dev.trent.aws.Secret;
import dev.trent.crypto.AesGcm;
import dev.trent.crypto.Engine;
import dev.trent.seal.Seal;
import dev.trent.store.Store;
import dev.trent.store.Tx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The few keys that seal session tokens. All servers of a database share them. They are held unwrapped.
///
/// The newest key seals. A day after it was made, the next token makes the next key. A key opens its tokens for
/// as long as any session lasts, and is deleted afterwards. It is deleted only if it is old by the clock and
/// [#KEPT_MIN] keys were made after it: a wrong clock alone deletes no key.
final class SessionKeys implements AutoCloseable {
    static final Duration ROTATED_AFTER = Duration.ofDays(1);

    /// A day of sealing, 36 hours for the longest session, and half a day of reserve. In the reserve the clocks
    /// of the servers may differ, and an old token is still refused as expired.
    static final Duration KEPT = Duration.ofDays(3);

    /// The number of keys that are kept after the sealing one, for any age by the clock. A clock that jumps
    /// days ahead and back makes one more key, and deletes no key that is still needed.
    static final int KEPT_MIN = 7;

    /// The pause between two reads of the table for unknown key ids: many forged ids in this time cost one
    /// query together.
    static final Duration RELOAD_PAUSE = Duration.ofMillis(100);

    private final Store store;
    private final Seal seal;
    private final SecureRandom random;
    private volatile Known known = new Known(Map.of(), null, Instant.MIN);

    /// A key.
    ///
    /// @param id eight bytes
    record Key(long id, Secret secret, Instant made) {}

    /// The content of the table at the last read.
    private record Known(Map<Long, Key> byId, @Nullable Key newest, Instant read) {}

    @SuppressWarnings("ArrayRecordComponent") // goes between a row and the seal, is never compared
    private record Wrapped(String id, byte[] bytes, Instant made) {}

    SessionKeys(Store store, Seal seal, Engine engine) {
        this.store = store;
        this.seal = seal;
        this.random = engine.random();
    }

    /// Returns the key that seals now; it belongs to this object.
    Key current(Instant now) {
        Key newest = known.newest;
        if (newest != null && isFresh(newest.made, now)) {
            return newest;
        }
        // The lock is held while the database is asked.
        Loop.leave();
        return rotate(now);
    }

    /// Returns the key of an id, or null. Reads the table if the id is new, but not each time.
    @Nullable
    Key find(long id, Instant now) {
        Key key = known.byId.get(id);
        if (key != null || isPausing(now)) {
            return key;
        }
        // The lock is held while the database is asked.
        Loop.leave();
        return reloadFor(id, now);
    }

    private synchronized @Nullable Key reloadFor(long id, Instant now) {
        if (!isPausing(now)) {
            reload(now);
        }
        return known.byId.get(id);
    }

    private boolean isPausing(Instant now) {
        Instant read = known.read;
        // After the clock was set back, the pause must not be long.
        return !now.isBefore(read) && now.isBefore(read.plus(RELOAD_PAUSE));
    }

    private synchronized Key rotate(Instant now) {
        Wrapped fresh = draw(now);
        store.write(tx -> {
            List<Wrapped> present = list(tx);
            if (present.isEmpty() || !isFresh(present.getLast().made, now)) {
                tx.run(
                        "INSERT INTO session_key (session_key_id, wrapped, created_ms) VALUES (?, ?, ?)",
                        fresh.id,
                        fresh.bytes,
                        fresh.made);
            }
            return tx.run("""
                    DELETE FROM session_key WHERE created_ms < ? AND created_ms < (
                        SELECT created_ms FROM session_key ORDER BY created_ms DESC LIMIT 1 OFFSET ?)""", now.minus(KEPT), KEPT_MIN);
        });
        reload(now);
        Key newest = known.newest;
        if (newest == null) {
            throw new AssertionError("a session key was stored and is not there");
        }
        return newest;
    }

    private static boolean isFresh(Instant made, Instant now) {
        return now.isBefore(made.plus(ROTATED_AFTER));
    }

    private Wrapped draw(Instant now) {
        byte[] chance = new byte[AesGcm.KEY_BYTES];
        random.nextBytes(chance);
        String id = HexFormat.of().toHexDigits(random.nextLong());
        try (Secret key = Secret.owning(chance)) {
            return new Wrapped(id, seal.wrap(Seal.Purpose.SESSION_KEY, id, key), now);
        }
    }

    private void reload(Instant now) {
        Map<Long, Key> before = known.byId;
        Map<Long, Key> byId = new HashMap<>();
        Key newest = null;
        for (Wrapped wrapped : store.read(SessionKeys::list)) {
            long id = HexFormat.fromHexDigitsToLong(wrapped.id);
            Key key = before.get(id);
            newest = key != null ? key : unwrap(id, wrapped);
            byId.put(id, newest);
        }
        known = new Known(Map.copyOf(byId), newest, now);
    }

    private Key unwrap(long id, Wrapped wrapped) {
        return new Key(id, seal.unwrap(Seal.Purpose.SESSION_KEY, wrapped.id, wrapped.bytes), wrapped.made);
    }

    private static List<Wrapped> list(Tx tx) {
        return tx.list(
                "SELECT session_key_id, wrapped, created_ms FROM session_key ORDER BY created_ms, session_key_id",
                row -> new Wrapped(row.text("session_key_id"), row.bytes("wrapped"), row.instant("created_ms")));
    }

    /// Zeroes the keys.
    @Override
    public void close() {
        known.byId.values().forEach(key -> key.secret.close());
    }
}
