package dev.trent.keys;

import dev.trent.aws.Blob;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Key materials as rows of the table `key_material`.
final class MaterialRows {
    private static final Table.Named MATERIAL = KeyTables.MATERIAL.as("m");

    private MaterialRows() {}

    static void insert(Tx tx, Material material) {
        Material.Became became = material.became();
        Material.Imported imported = material.imported();
        tx.insert(
                KeyTables.MATERIAL,
                material.region(),
                material.keyId(),
                material.materialId(),
                material.domainKeyId(),
                material.state().name(),
                material.wrapped().bytes(),
                material.created(),
                material.ordinal(),
                became == null ? null : became.date(),
                became == null ? null : became.type().name(),
                imported == null ? null : imported.validTo(),
                imported == null ? null : imported.description());
    }

    /// Updates the row of a material.
    static void update(Tx tx, Material material) {
        Material.Became became = material.became();
        Material.Imported imported = material.imported();
        tx.update(KeyTables.MATERIAL
                .at(material.region(), material.keyId(), material.materialId())
                .set("domain_key_id", material.domainKeyId())
                .set("state", material.state().name())
                .set("wrapped", material.wrapped().bytes())
                .set("rotated_ms", became == null ? null : became.date())
                .set("rotation_type", became == null ? null : became.type().name())
                .set("valid_to_ms", imported == null ? null : imported.validTo())
                .set("description", imported == null ? null : imported.description()));
    }

    static void delete(Tx tx, Material material) {
        tx.run(
                "DELETE FROM key_material WHERE region = ? AND key_id = ? AND material_id = ?",
                material.region(),
                material.keyId(),
                material.materialId());
    }

    static @Nullable Material find(Tx tx, String region, String keyId, String materialId) {
        return tx.find(KeyTables.MATERIAL.at(region, keyId, materialId), MaterialRows::material);
    }

    /// Returns the materials of a key, in their order.
    static List<Material> list(Tx tx, Key key) {
        return tx.list(
                "SELECT " + MATERIAL.columns() + " FROM " + MATERIAL
                        + " WHERE m.region = ? AND m.key_id = ? ORDER BY m.ordinal",
                row -> material(row.of(MATERIAL)),
                key.region(),
                key.keyId());
    }

    /// Sets the state of the material that waits for its rotation. The state depends on whether all keys of the
    /// set have the material.
    static void settleWaiting(Tx tx, Key key, List<Key> others) {
        List<Material> waiting = Stream.concat(Stream.of(key), others.stream())
                .flatMap(each -> list(tx, each).stream())
                .filter(material -> !material.permanent())
                .toList();
        Material.State state = waiting.stream().allMatch(Material::present)
                ? Material.State.PENDING_ROTATION
                : Material.State.PENDING_MULTI_REGION_IMPORT_AND_ROTATION;
        for (Material material : waiting) {
            if (material.state() != state) {
                update(tx, material.in(state));
            }
        }
    }

    static List<String> ids(Tx tx, String region, String keyId) {
        return tx.list(
                "SELECT material_id FROM key_material WHERE region = ? AND key_id = ?",
                row -> row.text("material_id"),
                region,
                keyId);
    }

    static Material material(Row row) {
        Instant rotated = row.instantOrNull("rotated_ms");
        Instant validTo = row.instantOrNull("valid_to_ms");
        String description = row.textOrNull("description");
        return new Material(
                row.text("region"),
                row.text("key_id"),
                row.text("material_id"),
                row.text("domain_key_id"),
                Material.State.valueOf(row.text("state")),
                Blob.owning(row.bytes("wrapped")),
                row.instant("created_ms"),
                row.number("ordinal"),
                rotated == null ? null : new Material.Became(rotated, RotationType.valueOf(row.text("rotation_type"))),
                validTo == null && description == null ? null : new Material.Imported(validTo, description));
    }
}
