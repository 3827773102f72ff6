package dev.trent.keys;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.store.Row;
import dev.trent.store.Tx;
import org.jspecify.annotations.Nullable;

/// Keys as rows of the table `kms_key`.
final class KeyRows {
    private static final String SELECT = """
            SELECT region, key_id, account_id, key_spec, key_usage, origin, state, key_manager, description, policy,
                   multi_region, current_material_id, created_ms, deletion_ms
              FROM kms_key
             WHERE region = ? AND key_id = ?""";

    private KeyRows() {}

    static @Nullable Key find(Tx tx, String region, String keyId) {
        return tx.first(SELECT, KeyRows::key, region, keyId);
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
        tx.run(
                """
                INSERT INTO kms_key (region, key_id, account_id, key_spec, key_usage, origin, state, key_manager,
                                     description, policy, multi_region, current_material_id, created_ms, deletion_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
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
        tx.run(
                """
                UPDATE kms_key
                   SET state = ?, description = ?, policy = ?, current_material_id = ?, deletion_ms = ?,
                       version = version + 1
                 WHERE region = ? AND key_id = ?""",
                key.state().name(),
                key.description(),
                key.policy(),
                key.currentMaterialId(),
                key.deletionDate(),
                key.region(),
                key.keyId());
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
