package dev.trent.keys;

import dev.trent.aws.Arn;
import dev.trent.store.Row;
import dev.trent.store.Table;
import dev.trent.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Grants as rows of the table `kms_grant`.
///
/// The pairs of a constraint are one text, in the order of their keys. Each key and each value is written as
/// its length in characters, a colon, and its text.
final class GrantRows {
    private static final Table.Named GRANT = KeyTables.GRANT.as("g");
    private static final String SELECT = "SELECT " + GRANT.columns() + " FROM " + GRANT + " ";

    private GrantRows() {}

    static void insert(Tx tx, Grant grant) {
        GrantConstraint constraint = grant.constraint();
        tx.insert(
                KeyTables.GRANT,
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
        Read found = tx.find(KeyTables.GRANT.at(region, keyId, grantId), GrantRows::read);
        return found == null ? null : onTheirKeys(tx, List.of(found)).getFirst();
    }

    /// Returns a stored grant with the same name and the same content as a new one, or null.
    static @Nullable Grant equal(Tx tx, Grant grant) {
        GrantConstraint constraint = grant.constraint();
        List<Grant> equal = list(
                tx,
                """
                WHERE g.region = ? AND g.key_id = ? AND g.name = ? AND g.grantee = ? AND COALESCE(g.retiring, '') = ?
                  AND g.issuing_account = ? AND g.operations = ? AND COALESCE(g.constraint_type, '') = ?
                  AND COALESCE(g.constraint_pairs, '') = ?
                ORDER BY g.grant_id LIMIT 1""",
                grant.key().region(),
                grant.keyId(),
                grant.name(),
                grant.grantee(),
                grant.retiring() == null ? "" : grant.retiring(),
                grant.issuingAccount(),
                written(grant.operations()),
                constraint == null ? "" : constraint.type().name(),
                constraint == null ? "" : written(constraint.pairs()));
        return equal.isEmpty() ? null : equal.getFirst();
    }

    static List<Grant> to(Tx tx, String region, String keyId, String grantee) {
        return list(tx, "WHERE g.region = ? AND g.key_id = ? AND g.grantee = ?", region, keyId, grantee);
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
                ? list(tx, where + " ORDER BY g.grant_id LIMIT ?", key.region(), key.keyId(), after, rows)
                : list(
                        tx,
                        where + " AND g.grantee = ? ORDER BY g.grant_id LIMIT ?",
                        key.region(),
                        key.keyId(),
                        after,
                        grantee,
                        rows);
    }

    static List<Grant> retirable(Tx tx, String region, String principal, String afterKey, String afterGrant, int rows) {
        return list(tx, """
                WHERE g.retiring = ? AND g.region = ? AND (g.key_id > ? OR (g.key_id = ? AND g.grant_id > ?))
                ORDER BY g.key_id, g.grant_id LIMIT ?""", principal, region, afterKey, afterKey, afterGrant, rows);
    }

    private static List<Grant> list(Tx tx, String where, Object... arguments) {
        return onTheirKeys(tx, tx.list(SELECT + where, row -> read(row.of(GRANT)), arguments));
    }

    /// A grant without the account of its key, because its row does not contain the account.
    private record Read(String region, String keyId, Function<Arn, Grant> on) {}

    /// Adds to each grant the account of its key. Each key is read once. A key with a long policy and many
    /// grants would be slow if it were read with each grant.
    private static List<Grant> onTheirKeys(Tx tx, List<Read> read) {
        Map<String, Arn> keys = new HashMap<>();
        List<Grant> grants = new ArrayList<>(read.size());
        for (Read grant : read) {
            Arn key = keys.computeIfAbsent(grant.region + "/" + grant.keyId, _ -> key(tx, grant));
            grants.add(grant.on.apply(key));
        }
        return List.copyOf(grants);
    }

    private static Arn key(Tx tx, Read grant) {
        Key key = KeyRows.find(tx, grant.region, grant.keyId);
        if (key == null) {
            throw new AssertionError("The grants on the key " + grant.keyId + " are there, and the key is not.");
        }
        return key.arn();
    }

    private static Read read(Row row) {
        String type = row.textOrNull("constraint_type");
        Set<GrantOperation> operations = Arrays.stream(row.text("operations").split(","))
                .map(GrantOperation::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(GrantOperation.class)));
        String keyId = row.text("key_id");
        String grantId = row.text("grant_id");
        String name = row.text("name");
        String grantee = row.text("grantee");
        String retiring = row.textOrNull("retiring");
        String issuingAccount = row.text("issuing_account");
        GrantConstraint constraint = type == null
                ? null
                : new GrantConstraint(GrantConstraint.Type.valueOf(type), pairs(row.text("constraint_pairs")));
        Instant created = row.instant("created_ms");
        return new Read(
                row.text("region"),
                keyId,
                key -> new Grant(
                        key, keyId, grantId, name, grantee, retiring, issuingAccount, operations, constraint, created));
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
