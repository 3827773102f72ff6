package dev.trent.keys;

import dev.trent.store.Table;
import java.util.List;

/// The tables of this room, with the columns that the codes of their rows cover.
///
/// Every column is here except `kms_key.version`. That column gives no right, because no code reads it any
/// more.
public final class KeyTables {
    /// The keys, with their policies.
    public static final Table KEY = Table.of("kms_key", "region", "key_id")
            .with(
                    "account_id",
                    "key_spec",
                    "key_usage",
                    "origin",
                    "state",
                    "key_manager",
                    "description",
                    "policy",
                    "multi_region:N",
                    "current_material_id",
                    "created_ms:N",
                    "deletion_ms:N",
                    "window_days:N",
                    "rotation_days:N",
                    "rotation_ms:N",
                    "primary_region",
                    "regions",
                    "expiration_model",
                    "valid_to_ms:N");

    /// The wrapped materials of keys.
    public static final Table MATERIAL = Table.of("key_material", "region", "key_id", "material_id")
            .with(
                    "domain_key_id",
                    "state",
                    "wrapped:B",
                    "created_ms:N",
                    "ordinal:N",
                    "rotated_ms:N",
                    "rotation_type",
                    "valid_to_ms:N",
                    "description");

    /// The aliases of keys.
    public static final Table ALIAS =
            Table.of("key_alias", "account_id", "region", "alias_name").with("key_id", "created_ms:N", "updated_ms:N");

    /// The tags of keys.
    public static final Table TAG =
            Table.of("key_tag", "region", "key_id", "tag_key").with("tag_value", "ordinal:N");

    /// The grants on keys.
    public static final Table GRANT = Table.of("kms_grant", "region", "key_id", "grant_id")
            .with(
                    "name",
                    "grantee",
                    "retiring",
                    "issuing_account",
                    "operations",
                    "constraint_type",
                    "constraint_pairs",
                    "created_ms:N");

    private KeyTables() {}

    /// Returns all tables of this room.
    public static List<Table> all() {
        return List.of(KEY, MATERIAL, ALIAS, TAG, GRANT);
    }
}
