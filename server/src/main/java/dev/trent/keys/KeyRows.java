package dev.trent.keys;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.store.Row;
import dev.trent.store.Tx;
import org.jspecify.annotations.Nullable;

/// Keys as rows of the table `kms_key`.
final class KeyRows {
    private KeyRows() {}

    static @Nullable Key find(Tx tx, String region, String keyId) {
        return tx.find(KeyTables.KEY.at(region, keyId), KeyRows::key);
    }

    /// Reads a key again inside a writing transaction; it may have gone since it was permitted.
    static Key reread(Tx tx, Key key) {
        Key now = find(tx, key.region(), key.keyId());
        if (now == null) {
            throw AwsError.NOT_FOUND.because("Key '" + key.arn() + "' does not exist");
        }
        return now;
    }

    static void insert(Tx tx, Key key) {
        tx.insert(
                KeyTables.KEY,
                key.region(),
                key.keyId(),
                key.account(),
                key.spec().name(),
                key.usage().name(),
                key.origin().name(),
                key.state().name(),
                key.manager().name(),
                key.description(),
                key.policy(),
                key.multiRegion(),
                key.currentMaterialId(),
                key.created(),
                key.deletionDate());
    }

    static void update(Tx tx, Key key) {
        tx.update(KeyTables.KEY
                .at(key.region(), key.keyId())
                .set("state", key.state().name())
                .set("description", key.description())
                .set("policy", key.policy())
                .set("current_material_id", key.currentMaterialId())
                .set("deletion_ms", key.deletionDate()));
    }

    private static Key key(Row row) {
        String keyId = row.text("key_id");
        return new Key(
                Arn.ofKey(row.text("region"), row.text("account_id"), keyId),
                keyId,
                KeySpec.valueOf(row.text("key_spec")),
                KeyUsage.valueOf(row.text("key_usage")),
                KeyOrigin.valueOf(row.text("origin")),
                KeyManagerType.valueOf(row.text("key_manager")),
                KeyState.valueOf(row.text("state")),
                row.text("description"),
                row.text("policy"),
                row.flag("multi_region"),
                row.textOrNull("current_material_id"),
                row.instant("created_ms"),
                row.instantOrNull("deletion_ms"));
    }
}
