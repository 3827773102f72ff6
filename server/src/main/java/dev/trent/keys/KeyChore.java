package dev.trent.keys;

import dev.trent.store.Due;
import dev.trent.store.Tx;
import java.time.Instant;

/// What happens to a key by itself, by the kinds of the queue of chores. The subject of each is
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

    /// Puts into the queue what the life of a key has coming, except expirations, which [Imported] knows: one of a
    /// material that is not yet the key's may come first. What is not to happen any more stays in the queue,
    /// and its chore finds nothing to do.
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
