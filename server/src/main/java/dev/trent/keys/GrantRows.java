package dev.trent.keys;

import dev.trent.aws.Arn;
import dev.trent.store.Row;
import dev.trent.store.Tx;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Grants as rows of the table `kms_grant`.
///
/// The pairs of a constraint are one text, in the order of their keys, each key and value as its length in
/// characters, a colon, and itself.
final class GrantRows {
    private static final String SELECT = """
            SELECT g.region, g.key_id, g.grant_id, g.name, g.grantee, g.retiring, g.issuing_account, g.operations,
                   g.constraint_type, g.constraint_pairs, g.created_ms, k.account_id
              FROM kms_grant g JOIN kms_key k ON k.region = g.region AND k.key_id = g.key_id
            """;

    private GrantRows() {}

    static void insert(Tx tx, Grant grant) {
        GrantConstraint constraint = grant.constraint();
        tx.run(
                """
                INSERT INTO kms_grant (region, key_id, grant_id, name, grantee, retiring, issuing_account, operations,
                                       constraint_type, constraint_pairs, created_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                grant.key().region(),
                grant.keyId(),
                grant.grantId(),
                grant.name(),
                grant.grantee(),
                grant.retiring(),
                grant.issuingAccount(),
                written(grant.operations()),
                constraint == null ? null : constraint.type().name(),
                constraint == null ? null : written(constraint.pairs()),
                grant.created());
    }

    static int delete(Tx tx, String region, String keyId, String grantId) {
        return tx.run("DELETE FROM kms_grant WHERE region = ? AND key_id = ? AND grant_id = ?", region, keyId, grantId);
    }

    static @Nullable Grant find(Tx tx, String region, String keyId, String grantId) {
        return tx.first(
                SELECT + "WHERE g.region = ? AND g.key_id = ? AND g.grant_id = ?",
                GrantRows::grant,
                region,
                keyId,
                grantId);
    }

    /// Returns a grant that has the same name as another and says the same, or null.
    static @Nullable Grant equal(Tx tx, Grant grant) {
        GrantConstraint constraint = grant.constraint();
        return tx.first(
                SELECT + """
                WHERE g.region = ? AND g.key_id = ? AND g.name = ? AND g.grantee = ? AND COALESCE(g.retiring, '') = ?
                  AND g.issuing_account = ? AND g.operations = ? AND COALESCE(g.constraint_type, '') = ?
                  AND COALESCE(g.constraint_pairs, '') = ?
                ORDER BY g.grant_id""",
                GrantRows::grant,
                grant.key().region(),
                grant.keyId(),
                grant.name(),
                grant.grantee(),
                grant.retiring() == null ? "" : grant.retiring(),
                grant.issuingAccount(),
                written(grant.operations()),
                constraint == null ? "" : constraint.type().name(),
                constraint == null ? "" : written(constraint.pairs()));
    }

    static List<Grant> to(Tx tx, String region, String keyId, String grantee) {
        return tx.list(
                SELECT + "WHERE g.region = ? AND g.key_id = ? AND g.grantee = ?",
                GrantRows::grant,
                region,
                keyId,
                grantee);
    }

    static long count(Tx tx, Key key) {
        Long count = tx.first(
                "SELECT COUNT(*) AS grants FROM kms_grant WHERE region = ? AND key_id = ?",
                row -> row.number("grants"),
                key.region(),
                key.keyId());
        return count == null ? 0 : count;
    }

    static List<Grant> page(Tx tx, Key key, @Nullable String grantee, String after, int rows) {
        String where = "WHERE g.region = ? AND g.key_id = ? AND g.grant_id > ?";
        return grantee == null
                ? tx.list(
                        SELECT + where + " ORDER BY g.grant_id LIMIT ?",
                        GrantRows::grant,
                        key.region(),
                        key.keyId(),
                        after,
                        rows)
                : tx.list(
                        SELECT + where + " AND g.grantee = ? ORDER BY g.grant_id LIMIT ?",
                        GrantRows::grant,
                        key.region(),
                        key.keyId(),
                        after,
                        grantee,
                        rows);
    }

    static List<Grant> retirable(Tx tx, String region, String principal, String afterKey, String afterGrant, int rows) {
        return tx.list(SELECT + """
                WHERE g.retiring = ? AND g.region = ? AND (g.key_id > ? OR (g.key_id = ? AND g.grant_id > ?))
                ORDER BY g.key_id, g.grant_id LIMIT ?""", GrantRows::grant, principal, region, afterKey, afterKey, afterGrant, rows);
    }

    private static Grant grant(Row row) {
        String type = row.textOrNull("constraint_type");
        Set<GrantOperation> operations = Arrays.stream(row.text("operations").split(","))
                .map(GrantOperation::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(GrantOperation.class)));
        return new Grant(
                Arn.ofKey(row.text("region"), row.text("account_id"), row.text("key_id")),
                row.text("key_id"),
                row.text("grant_id"),
                row.text("name"),
                row.text("grantee"),
                row.textOrNull("retiring"),
                row.text("issuing_account"),
                operations,
                type == null
                        ? null
                        : new GrantConstraint(GrantConstraint.Type.valueOf(type), pairs(row.text("constraint_pairs"))),
                row.instant("created_ms"));
    }

    private static String written(Set<GrantOperation> operations) {
        return operations.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    static String written(Map<String, String> pairs) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(pairs).forEach((key, value) -> {
            text.append(key.length()).append(':').append(key);
            text.append(value.length()).append(':').append(value);
        });
        return text.toString();
    }

    static Map<String, String> pairs(String written) {
        Map<String, String> pairs = new TreeMap<>();
        int at = 0;
        while (at < written.length()) {
            int keyStart = written.indexOf(':', at) + 1;
            int keyEnd = keyStart + Integer.parseInt(written.substring(at, keyStart - 1));
            int valueStart = written.indexOf(':', keyEnd) + 1;
            int valueEnd = valueStart + Integer.parseInt(written.substring(keyEnd, valueStart - 1));
            pairs.put(written.substring(keyStart, keyEnd), written.substring(valueStart, valueEnd));
            at = valueEnd;
        }
        return pairs;
    }
}
