package dev.trent.keys;

import dev.trent.aws.Blob;
import dev.trent.store.Row;
import dev.trent.store.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Key materials as rows of the table `key_material`.
final class MaterialRows {
    private MaterialRows() {}

    static void insert(Tx tx, Material material) {
        tx.insert(
                KeyTables.MATERIAL,
                material.region(),
                material.keyId(),
                material.materialId(),
                material.domainKeyId(),
                material.state().name(),
                material.wrapped().bytes(),
                material.created(),
                material.ordinal());
    }

    static @Nullable Material find(Tx tx, String region, String keyId, String materialId) {
        return tx.find(KeyTables.MATERIAL.at(region, keyId, materialId), MaterialRows::material);
    }

    static List<String> ids(Tx tx, String region, String keyId) {
        return tx.list(
                "SELECT material_id FROM key_material WHERE region = ? AND key_id = ?",
                row -> row.text("material_id"),
                region,
                keyId);
    }

    private static Material material(Row row) {
        return new Material(
                row.text("region"),
                row.text("key_id"),
                row.text("material_id"),
                row.text("domain_key_id"),
                Material.State.valueOf(row.text("state")),
                Blob.owning(row.bytes("wrapped")),
                row.instant("created_ms"),
                row.number("ordinal"));
    }
}
