package dev.trent.keys;

import dev.trent.store.Due;
import dev.trent.store.Tx;
import java.time.Instant;

/// The events of a key that no call causes. Each is a kind in the queue of chores, and its subject is
/// `REGION/KEY_ID`.
public enum KeyChore {
    /// A new material becomes current.
    ROTATION("key-rotation"),
    /// The waiting period has ended.
    DELETION("key-deletion"),
    /// Imported material expires.
    EXPIRATION("key-expiration");

    private final String kind;

    KeyChore(String kind) {
        this.kind = kind;
    }

    /// Returns the kind in the queue.
    public String kind() {
        return kind;
    }

    /// Puts the coming events of a key into the queue, except expirations. [Imported] plans those, because a
    /// material that waits for its rotation may expire first. A cancelled event stays in the queue, and its
    /// chore finds nothing to do.
    static void plan(Tx tx, Key key) {
        Key.Rotation rotation = key.rotation();
        if (rotation != null && !key.isReplica()) {
            ROTATION.set(tx, key, rotation.next());
        }
        Key.Deletion deletion = key.deletion();
        if (deletion != null && deletion.date() != null) {
            DELETION.set(tx, key, deletion.date());
        }
    }

    void set(Tx tx, Key key, Instant when) {
        new Due(kind, key.region() + "/" + key.keyId(), when).set(tx);
    }
}
