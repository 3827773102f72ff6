package dev.trent.keys;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.store.Row;
import dev.trent.store.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys as rows of the table `kms_key`.
final class KeyRows {
    private static final String SELECT = """
            SELECT region, key_id, account_id, key_spec, key_usage, origin, state, key_manager, description, policy,
                   multi_region, primary_region, regions, current_material_id, created_ms, deletion_ms, window_days,
                   rotation_days, rotation_ms, expiration_model, valid_to_ms
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
                                     description, policy, multi_region, created_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
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
                key.created());
        update(tx, key);
    }

    static void update(Tx tx, Key key) {
        MultiRegion set = key.set();
        Key.Deletion deletion = key.deletion();
        Key.Rotation rotation = key.rotation();
        Key.Expiration expiration = key.expiration();
        tx.run(
                """
                UPDATE kms_key
                   SET state = ?, description = ?, policy = ?, primary_region = ?, regions = ?,
                       current_material_id = ?, deletion_ms = ?, window_days = ?, rotation_days = ?, rotation_ms = ?,
                       expiration_model = ?, valid_to_ms = ?, version = version + 1
                 WHERE region = ? AND key_id = ?""",
                key.state().name(),
                key.description(),
                key.policy(),
                set == null ? null : set.primary(),
                set == null ? null : String.join(" ", set.regions()),
                key.currentMaterialId(),
                deletion == null ? null : deletion.date(),
                deletion == null ? null : deletion.windowDays(),
                rotation == null ? null : rotation.periodDays(),
                rotation == null ? null : rotation.next(),
                expiration == null ? null : expiration.model().name(),
                expiration == null ? null : expiration.validTo(),
                key.region(),
                key.keyId());
    }

    static void delete(Tx tx, Key key) {
        tx.run("DELETE FROM kms_key WHERE region = ? AND key_id = ?", key.region(), key.keyId());
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
                row.text("description"),
                row.text("policy"),
                set(row),
                row.instant("created_ms"),
                new Key.Life(
                        KeyState.valueOf(row.text("state")),
                        row.textOrNull("current_material_id"),
                        deletion(row),
                        rotation(row),
                        expiration(row)));
    }

    private static @Nullable MultiRegion set(Row row) {
        String primary = row.textOrNull("primary_region");
        return primary == null
                ? null
                : new MultiRegion(primary, List.of(row.text("regions").split(" ", -1)));
    }

    private static Key.@Nullable Deletion deletion(Row row) {
        Long days = row.numberOrNull("window_days");
        return days == null ? null : new Key.Deletion(days.intValue(), row.instantOrNull("deletion_ms"));
    }

    private static Key.@Nullable Rotation rotation(Row row) {
        Long days = row.numberOrNull("rotation_days");
        return days == null ? null : new Key.Rotation(days.intValue(), row.instant("rotation_ms"));
    }

    private static Key.@Nullable Expiration expiration(Row row) {
        String model = row.textOrNull("expiration_model");
        return model == null
                ? null
                : new Key.Expiration(ExpirationModel.valueOf(model), row.instantOrNull("valid_to_ms"));
    }
}
