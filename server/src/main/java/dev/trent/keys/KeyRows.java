package dev.trent.keys;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.store.ForgedRowException;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys as rows of the table `kms_key`.
final class KeyRows {
    private static final Table.Named KEY = KeyTables.KEY.as("k");
    private static final Table.Named MATERIAL = KeyTables.MATERIAL.as("m");

    // The parameters stand in a row of their own. SQLite compiles a join anew for each execution if it compares an
    // indexed column with a parameter, which takes longer than the search.
    private static final String WITH_MATERIAL = "SELECT " + KEY.columns() + ", " + MATERIAL.columns()
            + " FROM (SELECT ? AS region, ? AS key_id) w"
            + " JOIN " + KEY + " ON k.region = w.region AND k.key_id = w.key_id"
            + " LEFT JOIN " + MATERIAL
            + " ON m.region = k.region AND m.key_id = k.key_id AND m.material_id = k.current_material_id";

    private KeyRows() {}

    static @Nullable Key find(Tx tx, String region, String keyId) {
        return tx.find(KeyTables.KEY.at(region, keyId), KeyRows::key);
    }

    /// Returns a key with its current material, which a use of the key needs next.
    static Keys.@Nullable Stored findWithMaterial(Tx tx, String region, String keyId) {
        return tx.first(
                WITH_MATERIAL,
                row -> {
                    Key key = key(row.of(KeyTables.KEY.at(region, keyId), KEY));
                    return new Keys.Stored(key, current(row, key));
                },
                region,
                keyId);
    }

    private static @Nullable Material current(Row row, Key key) {
        String materialId = key.currentMaterialId();
        if (materialId == null || key.origin() != KeyOrigin.AWS_KMS) {
            return null;
        }
        try {
            return MaterialRows.material(
                    row.of(KeyTables.MATERIAL.at(key.region(), key.keyId(), materialId), MATERIAL));
        } catch (ForgedRowException _) {
            // SAFE: the key itself is genuine and can be looked at. A use of it reads the material again, and is
            // refused.
            return null;
        }
    }

    /// Reads a key again inside a writing transaction, because it may have been deleted since the permit.
    static Key existing(Tx tx, Key key) {
        Key now = find(tx, key.region(), key.keyId());
        if (now == null) {
            throw AwsError.NOT_FOUND.because("Key '" + key.arn() + "' does not exist");
        }
        return now;
    }

    static void insert(Tx tx, Key key) {
        Life life = Life.of(key);
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
                life.deletionDate,
                life.windowDays,
                life.rotationDays,
                life.nextRotation,
                life.primaryRegion,
                life.regions,
                life.expirationModel,
                life.validTo);
    }

    static void update(Tx tx, Key key) {
        Life life = Life.of(key);
        tx.update(KeyTables.KEY
                .at(key.region(), key.keyId())
                .set("state", key.state().name())
                .set("description", key.description())
                .set("policy", key.policy())
                .set("current_material_id", key.currentMaterialId())
                .set("deletion_ms", life.deletionDate)
                .set("window_days", life.windowDays)
                .set("rotation_days", life.rotationDays)
                .set("rotation_ms", life.nextRotation)
                .set("primary_region", life.primaryRegion)
                .set("regions", life.regions)
                .set("expiration_model", life.expirationModel)
                .set("valid_to_ms", life.validTo));
    }

    /// The columns that only some keys have.
    private record Life(
            @Nullable Instant deletionDate,
            @Nullable Integer windowDays,
            @Nullable Integer rotationDays,
            @Nullable Instant nextRotation,
            @Nullable String primaryRegion,
            @Nullable String regions,
            @Nullable String expirationModel,
            @Nullable Instant validTo) {

        static Life of(Key key) {
            MultiRegion set = key.set();
            Key.Deletion deletion = key.deletion();
            Key.Rotation rotation = key.rotation();
            Key.Expiration expiration = key.expiration();
            return new Life(
                    deletion == null ? null : deletion.date(),
                    deletion == null ? null : deletion.windowDays(),
                    rotation == null ? null : rotation.periodDays(),
                    rotation == null ? null : rotation.next(),
                    set == null ? null : set.primary(),
                    set == null ? null : String.join(" ", set.regions()),
                    expiration == null ? null : expiration.model().name(),
                    expiration == null ? null : expiration.validTo());
        }
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
