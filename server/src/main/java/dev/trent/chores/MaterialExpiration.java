package dev.trent.chores;

import dev.trent.audit.Ledger;
import dev.trent.audit.Line;
import dev.trent.keys.Imported;
import dev.trent.keys.Key;
import dev.trent.keys.Keys;
import dev.trent.store.OutdatedException;
import dev.trent.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Deletes the expired imported material of a key. The key then waits until the material is imported again.
public final class MaterialExpiration implements Chore {
    private final Store store;
    private final Keys keys;
    private final Imported imported;
    private final Ledger ledger;
    private final KeyEvents events;

    /// Makes the chore.
    public MaterialExpiration(Store store, Keys keys, Imported imported, Ledger ledger, KeyEvents events) {
        this.store = store;
        this.keys = keys;
        this.imported = imported;
        this.ledger = ledger;
        this.events = events;
    }

    @Override
    public @Nullable Instant perform(String subject, Instant now) {
        Key key = keys.find(subject);
        if (key == null) {
            return null;
        }
        try {
            ledger.writeAll(tx -> imported.expire(tx, key, now), expired -> records(key, expired, now));
            return store.read(tx -> imported.nextExpiration(tx, key));
        } catch (OutdatedException deleted) {
            return null;
        }
    }

    private List<Line> records(Key key, List<String> expired, Instant now) {
        return expired.stream()
                .map(material -> events.line("DeleteExpiredKeyMaterial", key, now, Map.of("keyMaterialId", material)))
                .toList();
    }
}
