package dev.trent.store;

import java.time.Instant;

/// Rows for the tests of this room.
final class Rows {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Rows() {}

    static void account(Tx tx, String accountId) {
        tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", accountId, NOON);
    }

    static void domainKey(Tx tx, String domainKeyId) {
        tx.run(
                "INSERT INTO domain_key (domain_key_id, wrapped, created_ms) VALUES (?, ?, ?)",
                domainKeyId,
                new byte[] {1, 2, 3},
                NOON);
    }

    static void key(Tx tx, String keyId) {
        tx.run(
                """
                INSERT INTO kms_key (region, key_id, account_id, key_spec, key_usage, origin, state, key_manager,
                  description, policy, multi_region, current_material_id, created_ms, deletion_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                REGION,
                keyId,
                ACCOUNT,
                "SYMMETRIC_DEFAULT",
                "ENCRYPT_DECRYPT",
                "AWS_KMS",
                "Enabled",
                "CUSTOMER",
                "",
                "{}",
                true,
                null,
                NOON,
                null);
    }

    static void material(Tx tx, String keyId, String materialId, byte[] wrapped) {
        tx.run("""
                INSERT INTO key_material
                  (region, key_id, material_id, domain_key_id, state, wrapped, created_ms, ordinal)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """, REGION, keyId, materialId, "domain", "CURRENT", wrapped, NOON, 1);
    }

    static void alias(Tx tx, String name, String keyId) {
        tx.run("""
                INSERT INTO key_alias (account_id, region, alias_name, key_id, created_ms, updated_ms)
                VALUES (?, ?, ?, ?, ?, ?)
                """, ACCOUNT, REGION, name, keyId, NOON, NOON);
    }

    static void tag(Tx tx, String keyId, String tagKey, int ordinal) {
        tx.run(
                "INSERT INTO key_tag (region, key_id, tag_key, tag_value, ordinal) VALUES (?, ?, ?, ?, ?)",
                REGION,
                keyId,
                tagKey,
                "value",
                ordinal);
    }

    static long count(Tx tx, String table) {
        return tx.list("SELECT count(*) AS total FROM " + table, row -> row.number("total"))
                .getFirst();
    }
}
