package dev.trent.chores;

import dev.trent.audit.Ledger;
import dev.trent.audit.Line;
import dev.trent.keys.Key;
import dev.trent.keys.Keys;
import dev.trent.keys.Material;
import dev.trent.keys.RotationType;
import dev.trent.store.OutdatedException;
import dev.trent.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rotates a key on its date.
///
/// A disabled key does not rotate. If its date passes, it rotates as soon as it is enabled again. If the server
/// was off on several dates, the key rotates once.
public final class KeyRotation implements Chore {
    private static final Duration LOOKED_AFTER_EVERY = Duration.ofHours(1);

    private final Keys keys;
    private final Vault vault;
    private final Ledger ledger;
    private final KeyEvents events;

    /// Makes the chore.
    public KeyRotation(Keys keys, Vault vault, Ledger ledger, KeyEvents events) {
        this.keys = keys;
        this.vault = vault;
        this.ledger = ledger;
        this.events = events;
    }

    @Override
    public @Nullable Instant perform(String subject, Instant now) {
        Key key = keys.find(subject);
        Key.Rotation rotation = key == null ? null : key.rotation();
        if (key == null || rotation == null || key.isReplica()) {
            return null;
        }
        if (!key.enabled()) {
            // When the key is enabled, the rotation is due at once. If both happen at the same moment, it is
            // due a little later.
            return now.plus(LOOKED_AFTER_EVERY);
        }
        if (rotation.next().isAfter(now)) {
            return rotation.next();
        }
        List<Material> fresh = vault.nextMaterial(
                key, new Material.Became(now.truncatedTo(ChronoUnit.MILLIS), RotationType.AUTOMATIC));
        Key.Rotation following = rotation.after(now);
        try {
            ledger.writeAll(
                    tx -> keys.rotate(tx, key, fresh, stored -> rotated(stored, rotation, following)),
                    rotated -> records(key, now));
        } catch (OutdatedException changed) {
            // The key has changed in the meantime, so this chore reads it again.
            return now;
        }
        return following.next();
    }

    private List<Line> records(Key key, Instant now) {
        List<Line> records = new ArrayList<>();
        records.add(events.line("RotateKey", key, now, Map.of("rotationType", RotationType.AUTOMATIC.name())));
        records.addAll(events.synchronizations(key, now));
        return records;
    }

    /// SAFE: this throws if the rotation is already done, or if rotation was turned off. So nothing changes.
    private static Key rotated(Key stored, Key.Rotation due, Key.Rotation following) {
        if (!due.equals(stored.rotation()) || !(stored.enabled() || stored.isReplica())) {
            throw new OutdatedException();
        }
        return stored.rotating(following);
    }
}
