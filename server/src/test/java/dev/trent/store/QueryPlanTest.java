package dev.trent.store;

import static dev.trent.store.Rows.ACCOUNT;
import static dev.trent.store.Rows.REGION;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A page of a long list costs as much as a page of a short one, because it is read along an index and not
/// sorted.
@ParameterizedClass
@MethodSource("dev.trent.store.Engines#all")
class QueryPlanTest {
    private final Engines engine;
    private final Store store;

    QueryPlanTest(Engines engine) {
        this.engine = engine;
        this.store = engine.get();
        store.write(tx -> {
            Rows.account(tx, ACCOUNT);
            Rows.key(tx, "first");
            for (int i = 0; i < 9; i++) {
                Rows.account(tx, "account-" + i);
            }
            tx.run("""
                    INSERT INTO kms_key (region, key_id, account_id, key_spec, key_usage, origin, state, key_manager,
                      description, policy, multi_region, current_material_id, created_ms, deletion_ms, version)
                    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 300)
                    SELECT region, 'key-' || account.account_id || '-' || n, account.account_id, key_spec, key_usage,
                      origin, state, key_manager, description, policy, multi_region, current_material_id,
                      kms_key.created_ms, deletion_ms, version
                    FROM kms_key, account, numbers
                    """);
            tx.run("""
                    INSERT INTO key_alias (account_id, region, alias_name, key_id, created_ms, updated_ms)
                    SELECT account_id, region, 'alias/' || key_id, 'first', created_ms, created_ms FROM kms_key
                    """);
            tx.run("""
                    INSERT INTO key_tag (region, key_id, tag_key, tag_value, ordinal)
                    SELECT region, key_id, 'owner', 'value', 0 FROM kms_key
                    """);
            return tx.run("ANALYZE");
        });
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keys_of_an_account_are_paged_along_their_index() {
        assertThat(plan(
                        "SELECT key_id FROM kms_key WHERE account_id = ? AND region = ? AND key_id > ?"
                                + " ORDER BY key_id LIMIT 10",
                        ACCOUNT,
                        REGION,
                        "key-5"))
                .contains("kms_key_by_account")
                .doesNotContainIgnoringCase("sort")
                .doesNotContain("TEMP B-TREE");
    }

    @Test
    void aliases_of_an_account_are_paged_along_the_primary_key() {
        assertThat(plan(
                        "SELECT alias_name, key_id FROM key_alias WHERE account_id = ? AND region = ? AND alias_name > ?"
                                + " ORDER BY alias_name LIMIT 10",
                        ACCOUNT,
                        REGION,
                        "alias/key-5"))
                .containsAnyOf("key_alias_pkey", "sqlite_autoindex_key_alias_1")
                .doesNotContainIgnoringCase("sort")
                .doesNotContain("TEMP B-TREE");
    }

    @Test
    void aliases_of_a_key_are_paged_along_their_index() {
        assertThat(plan(
                        "SELECT alias_name FROM key_alias WHERE region = ? AND key_id = ? AND alias_name > ?"
                                + " ORDER BY alias_name LIMIT 10",
                        REGION,
                        "first",
                        "alias/key-5"))
                .contains("key_alias_by_key")
                .doesNotContainIgnoringCase("sort")
                .doesNotContain("TEMP B-TREE");
    }

    @Test
    void tags_of_a_key_are_found_by_an_index() {
        assertThat(plan(
                        "SELECT tag_key FROM key_tag WHERE region = ? AND key_id = ? AND ordinal > ?"
                                + " ORDER BY ordinal LIMIT 10",
                        REGION,
                        "key-7",
                        0))
                .containsAnyOf("key_tag_by_ordinal", "key_tag_pkey")
                .doesNotContain("Seq Scan")
                .doesNotContain("SCAN");
    }

    @Test
    void a_key_and_its_current_material_are_found_by_their_primary_keys() {
        assertThat(plan(
                        "SELECT k.policy, m.wrapped FROM (SELECT ? AS region, ? AS key_id) w"
                                + " JOIN kms_key k ON k.region = w.region AND k.key_id = w.key_id"
                                + " LEFT JOIN key_material m ON m.region = k.region AND m.key_id = k.key_id"
                                + " AND m.material_id = k.current_material_id",
                        REGION,
                        "first"))
                .containsAnyOf("kms_key_pkey", "sqlite_autoindex_kms_key_1")
                .doesNotContain("Seq Scan on kms_key")
                .doesNotContain("SCAN k")
                .doesNotContain("SCAN m");
    }

    private String plan(String sql, Object... arguments) {
        List<String> steps = switch (engine) {
            case SQLITE -> store.read(tx -> tx.list("EXPLAIN QUERY PLAN " + sql, row -> row.text("detail"), arguments));
            case POSTGRESQL -> store.read(tx -> tx.list("EXPLAIN " + sql, row -> row.text("QUERY PLAN"), arguments));
        };
        return String.join("\n", steps);
    }
}
