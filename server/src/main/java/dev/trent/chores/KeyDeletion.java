package dev.trent.chores;

import dev.trent.audit.Ledger;
import dev.trent.audit.Line;
import dev.trent.keys.Aliases;
import dev.trent.keys.Grants;
import dev.trent.keys.Key;
import dev.trent.keys.KeyRecords;
import dev.trent.keys.KeyState;
import dev.trent.keys.Keys;
import dev.trent.store.OutdatedException;
import dev.trent.store.Store;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Deletes a key after its waiting period, together with its aliases, grants, materials and tags.
///
/// The grants are deleted first, in parts, because there can be very many. No caller can use them any more.
public final class KeyDeletion implements Chore {
    private static final int GRANTS_AT_ONCE = 500;

    private final Store store;
    private final Keys keys;
    private final Aliases aliases;
    private final Grants grants;
    private final Ledger ledger;
    private final KeyEvents events;

    /// Makes the chore.
    public KeyDeletion(Store store, KeyRecords records, Ledger ledger, KeyEvents events) {
        this.store = store;
        this.keys = records.keys();
        this.aliases = records.aliases();
        this.grants = records.grants();
        this.ledger = ledger;
        this.events = events;
    }

    @Override
    public @Nullable Instant perform(String subject, Instant now) {
        Key key = keys.find(subject);
        Instant date = key == null ? null : date(key);
        if (key == null || date == null) {
            return null;
        }
        if (date.isAfter(now)) {
            return date;
        }
        try {
            while (store.write(tx -> grants.deleteSome(tx, stillLeaving(keys.reread(tx, key), date), GRANTS_AT_ONCE))
                    > 0) {
                // There may be more grants.
            }
            ledger.write(
                    tx -> {
                        Key leaving = stillLeaving(keys.reread(tx, key), date);
                        grants.deleteSome(tx, leaving, GRANTS_AT_ONCE);
                        aliases.deleteAll(tx, leaving);
                        keys.delete(tx, leaving, now);
                        return leaving;
                    },
                    leaving -> record(leaving, now));
        } catch (OutdatedException kept) {
            return now;
        }
        return null;
    }

    private static @Nullable Instant date(Key key) {
        Key.Deletion deletion = key.deletion();
        return key.state() == KeyState.PendingDeletion && deletion != null ? deletion.date() : null;
    }

    /// SAFE: if the deletion was cancelled in the meantime, the key stays.
    private static Key stillLeaving(Key stored, Instant date) {
        if (!date.equals(date(stored))) {
            throw new OutdatedException();
        }
        return stored;
    }

    private Line record(Key key, Instant now) {
        return events.line("DeleteKey", key, now, Map.of());
    }
}
