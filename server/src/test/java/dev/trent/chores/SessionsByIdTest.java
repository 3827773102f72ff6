package dev.trent.chores;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Secret;
import dev.trent.crypto.Engine;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.NewEntity;
import dev.trent.identity.Role;
import dev.trent.memory.Memory;
import dev.trent.seal.Seal;
import dev.trent.store.Engines;
import dev.trent.store.GenuineRows;
import dev.trent.store.Store;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Conversion of rows from an older version, on both engines.
@ParameterizedClass
@MethodSource("dev.trent.store.Engines#all")
class SessionsByIdTest {
    private static final String ACCOUNT = "111122223333";
    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.004Z");
    private static final String READER = "arn:aws:sts::" + ACCOUNT + ":assumed-role/reader/s1";
    private static final String GONE = "arn:aws:sts::" + ACCOUNT + ":assumed-role/gone/s1";
    private static final String FEDERATED = "arn:aws:sts::" + ACCOUNT + ":federated-user/dana";
    private static final String NOBODY = "AROA00000000000000000:s1";

    private final Store store;
    private final Directory directory;

    SessionsByIdTest(Engines engine) {
        store = engine.get();
        Engine crypto = Engine.portable("test");
        Seal seal = new Seal(Secret.owning(new byte[32]), crypto);
        directory = Directory.open(store, seal, crypto.random(), new Memory(1 << 20), false);
        directory.accounts().ensure(ACCOUNT, NOW);
    }

    @AfterEach
    void close() {
        directory.close();
        store.close();
    }

    private static String trusting(String... principals) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\""
                + String.join("\",\"", principals) + "\"]},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private Entity role(String name) {
        NewEntity made = new NewEntity(EntityKind.ROLE, ACCOUNT, "/", name, null, List.of(), NOW);
        String trust = directory.roles().bound(trusting(ACCOUNT));
        return store.write(tx -> directory.roles().create(tx, made, trust, "", 3600))
                .entity();
    }

    private void convert() {
        GenuineRows.adopt(store);
        new SessionsById(store, directory.principalNames()).convert();
    }

    private void store(Entity role, String trust) {
        store.write(tx -> tx.run("UPDATE iam_role SET trust_policy = ? WHERE role_id = ?", trust, role.uniqueId()));
    }

    private String stored(Entity entity) {
        Role role = directory.roles().of(entity);
        return role.trust();
    }

    private void grant(String grantId, String grantee, String retiring) {
        store.write(tx -> tx.run("""
                INSERT INTO kms_grant (region, key_id, grant_id, name, grantee, retiring, issuing_account, operations,
                                       created_ms)
                VALUES ('eu-central-1', 'k', ?, '', ?, ?, ?, 'Encrypt', 0)""", grantId, grantee, retiring, ACCOUNT));
    }

    private List<String> grants() {
        return store.read(tx -> tx.list(
                "SELECT grantee, retiring FROM kms_grant ORDER BY grant_id",
                row -> row.text("grantee") + " " + row.textOrNull("retiring")));
    }

    @Test
    void each_session_named_by_its_arn_is_named_by_id_once() {
        Entity reader = role("reader");
        Entity writer = role("writer");
        String id = reader.uniqueId() + ":s1";
        store(writer, trusting(READER, GONE, FEDERATED, reader.uniqueId()));
        store.write(
                tx -> tx.run("""
                INSERT INTO kms_key (region, key_id, account_id, key_spec, key_usage, origin, state, key_manager,
                                     description, policy, multi_region, created_ms)
                VALUES ('eu-central-1', 'k', ?, '', '', '', '', '', '', ?, 0, 0)""", ACCOUNT, trusting(READER).replace("sts:AssumeRole\"", "kms:*\",\"Resource\":\"*\"")));
        grant("1", READER, GONE);
        grant("2", FEDERATED, READER);
        grant("3", FEDERATED, FEDERATED);

        convert();

        assertThat(stored(writer)).isEqualTo(trusting(id, NOBODY, FEDERATED, reader.uniqueId()));
        String policy =
                requireNonNull(store.read(tx -> tx.first("SELECT policy FROM kms_key", row -> row.text("policy"))));
        assertThat(policy).contains("\"" + id + "\"").doesNotContain("assumed-role");
        assertThat(grants()).containsExactly(id + " " + NOBODY, FEDERATED + " " + id, FEDERATED + " " + FEDERATED);

        store(writer, trusting(READER));
        convert();
        assertThat(stored(writer)).as("once").isEqualTo(trusting(READER));
    }

    @Test
    void more_rows_than_fit_on_a_page_are_all_converted() {
        Entity reader = role("reader");
        store.write(tx -> tx.run("""
                INSERT INTO kms_key (region, key_id, account_id, key_spec, key_usage, origin, state, key_manager,
                                     description, policy, multi_region, created_ms)
                VALUES ('eu-central-1', 'k', ?, '', '', '', '', '', '', '', 0, 0)""", ACCOUNT));
        for (int i = 0; i < 1_001; i++) {
            grant("g" + i, READER, GONE);
        }
        convert();
        assertThat(grants()).hasSize(1_001).containsOnly(reader.uniqueId() + ":s1 " + NOBODY);
    }
}
