package dev.trent.keys;

import static dev.trent.store.Writes.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.call.Page;
import dev.trent.memory.Memory;
import dev.trent.store.Engines;
import dev.trent.store.Store;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Grants keep the same promises on both engines.
@ParameterizedClass
@MethodSource("dev.trent.store.Engines#all")
class GrantsContractTest {
    private static final long MEMORY_BYTES = 1 << 20;
    private static final String ACCOUNT = "111122223333";
    private static final String REGION = "eu-central-1";
    private static final String KEY_ID = "7e6d5c4b-3a29-4817-a605-f4e3d2c1b0a9";
    private static final String GRANTEE = "AIDAGRANTEEEXAMPLE001";
    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.004Z");

    private final Store store;
    private final Keys keys;
    private final Grants grants;
    private final Key key = new Key(
            Arn.ofKey(REGION, ACCOUNT, KEY_ID),
            KEY_ID,
            KeySpec.SYMMETRIC_DEFAULT,
            KeyUsage.ENCRYPT_DECRYPT,
            KeyOrigin.AWS_KMS,
            KeyManagerType.CUSTOMER,
            "",
            "{}",
            null,
            NOW,
            Key.Life.beginning(KeyState.Enabled));

    GrantsContractTest(Engines engine) {
        store = engine.get();
        keys = new Keys(store, new Memory(MEMORY_BYTES), 100);
        grants = new Grants(store, new Memory(MEMORY_BYTES), KeyQuotas.OF_AWS.grantsPerKey());
    }

    @BeforeEach
    void make_the_key() {
        store.write(tx -> tx.run("INSERT INTO account (account_id, created_ms) VALUES (?, ?)", ACCOUNT, 0L));
        write(store, tx -> keys.create(tx, key, null, List.of()));
    }

    private Grant create(Grants grants, Key key, Grant grant) {
        return store.write(tx -> grants.create(tx, key, grant));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Grant grant(String id, String name, String grantee, @Nullable GrantConstraint constraint) {
        return new Grant(
                key.arn(),
                KEY_ID,
                id.repeat(64),
                name,
                grantee,
                "AROARETIRINGEXAMPLE01",
                ACCOUNT,
                EnumSet.of(GrantOperation.Decrypt, GrantOperation.DescribeKey),
                constraint,
                NOW);
    }

    @Test
    void a_grant_comes_back_as_it_was_stored() {
        GrantConstraint constraint = new GrantConstraint(
                GrantConstraint.Type.EncryptionContextSubset, Map.of("a:1", "", "Größe", "12:x", "", "🔑"));
        Grant grant = create(grants, key, grant("a", "name", GRANTEE, constraint));
        assertThat(grants.find(REGION, KEY_ID, grant.grantId())).isEqualTo(grant);
        assertThat(grants.list(key, GRANTEE, null, 10).items()).containsExactly(grant);
        assertThat(grants.list(key, "somebody else", null, 10).items()).isEmpty();
        assertThat(grants.retirable(REGION, "AROARETIRINGEXAMPLE01", null, 10).items())
                .containsExactly(grant);
        assertThat(grants.retirable("us-east-1", "AROARETIRINGEXAMPLE01", null, 10)
                        .items())
                .isEmpty();
    }

    @Test
    void a_grant_counts_from_its_creation_to_its_end_although_nothing_was_found_before() {
        assertThat(grants.find(key, new Grants.Grantee(GRANTEE, ACCOUNT), GrantOperation.Decrypt, Map.of()))
                .isNull();
        Grant grant = create(grants, key, grant("a", "", GRANTEE, null));
        assertThat(grants.find(key, new Grants.Grantee(GRANTEE, ACCOUNT), GrantOperation.Decrypt, Map.of()))
                .isEqualTo(grant);
        assertThat(grants.find(key, new Grants.Grantee(GRANTEE, ACCOUNT), GrantOperation.Encrypt, Map.of()))
                .isNull();
        assertThat(grants.find(
                        key, new Grants.Grantee("AIDAANOTHER0000000001", ACCOUNT), GrantOperation.Decrypt, Map.of()))
                .isNull();
        write(store, tx -> grants.delete(tx, grant));
        assertThat(grants.find(key, new Grants.Grantee(GRANTEE, ACCOUNT), GrantOperation.Decrypt, Map.of()))
                .isNull();
        assertThat(grants.find(REGION, KEY_ID, grant.grantId())).isNull();
        assertThatThrownBy(() -> write(store, tx -> grants.delete(tx, grant))).isInstanceOf(AwsException.class);
    }

    @Test
    void a_name_makes_one_grant_of_equal_ones() {
        Grant first = create(grants, key, grant("a", "nightly", GRANTEE, null));
        assertThat(create(grants, key, grant("b", "nightly", GRANTEE, null))).isEqualTo(first);
        GrantConstraint constraint =
                new GrantConstraint(GrantConstraint.Type.EncryptionContextEquals, Map.of("a", "b"));
        assertThat(create(grants, key, grant("c", "nightly", GRANTEE, constraint)))
                .isNotEqualTo(first);
        assertThat(create(grants, key, grant("d", "", GRANTEE, null))).isNotEqualTo(first);
        assertThat(create(grants, key, grant("e", "", GRANTEE, null)).grantId()).isEqualTo("e".repeat(64));
        assertThat(grants.list(key, null, null, 10).items()).hasSize(4);
    }

    @Test
    void a_key_has_as_many_grants_as_it_may_and_not_one_more() {
        create(grants, key, grant("a", "", GRANTEE, null));
        store.write(tx -> tx.run("""
                WITH RECURSIVE numbers(number) AS (
                    SELECT 3 UNION ALL SELECT number + 1 FROM numbers WHERE number < ?)
                INSERT INTO kms_grant (region, key_id, grant_id, name, grantee, issuing_account, operations, created_ms)
                SELECT ?, ?, CAST(number AS VARCHAR(9)), '', 'somebody', ?, 'Decrypt', 0 FROM numbers""", KeyQuotas.OF_AWS.grantsPerKey(), REGION, KEY_ID, ACCOUNT));
        // The first object does not know these rows. A new object has counted nothing yet, so it counts them.
        Grants counting = new Grants(store, new Memory(MEMORY_BYTES), KeyQuotas.OF_AWS.grantsPerKey());

        Grant last = create(counting, key, grant("b", "named", GRANTEE, null));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> create(counting, key, grant("c", "", GRANTEE, null)))
                    .hasMessage("Grants per key quota for this key is 50000.");
        }
        assertThat(create(counting, key, grant("c", "named", GRANTEE, null))).isEqualTo(last);
        write(store, tx -> counting.delete(tx, last));
        create(counting, key, grant("c", "", GRANTEE, null));
        assertThatThrownBy(() -> create(counting, key, grant("d", "", GRANTEE, null)))
                .isInstanceOf(AwsException.class);
    }

    @Test
    void a_listing_goes_on_where_the_page_ended() {
        for (String id : List.of("c", "a", "d", "b")) {
            create(grants, key, grant(id, "", GRANTEE, null));
        }
        Page<Grant> first = grants.list(key, null, null, 3);
        assertThat(first.items())
                .extracting(Grant::grantId)
                .containsExactly("a".repeat(64), "b".repeat(64), "c".repeat(64));
        assertThat(grants.list(key, null, first.next(), 3).items())
                .extracting(Grant::grantId)
                .containsExactly("d".repeat(64));
        Page<Grant> retirable = grants.retirable(REGION, "AROARETIRINGEXAMPLE01", null, 3);
        assertThat(grants.retirable(REGION, "AROARETIRINGEXAMPLE01", retirable.next(), 3)
                        .items())
                .extracting(Grant::grantId)
                .containsExactly("d".repeat(64));
    }

    @Test
    void a_disabled_key_gets_no_grant_and_keeps_those_it_has() {
        Grant grant = create(grants, key, grant("a", "", GRANTEE, null));
        store.write(tx -> keys.change(tx, key, Key::disable));
        assertThatThrownBy(() -> create(grants, key, grant("b", "", GRANTEE, null)))
                .hasMessage(key.arn() + " is disabled.");
        assertThat(grants.list(key, null, null, 10).items()).containsExactly(grant);
        write(store, tx -> grants.delete(tx, grant));
    }

    @Test
    void grants_end_with_their_key() {
        create(grants, key, grant("a", "", GRANTEE, null));
        store.write(tx -> tx.run("DELETE FROM kms_key WHERE key_id = ?", KEY_ID));
        assertThat(grants.find(REGION, KEY_ID, "a".repeat(64))).isNull();
    }

    @Test
    void a_child_grant_is_within_its_parent_or_not_at_all() {
        GrantConstraint subset = new GrantConstraint(GrantConstraint.Type.EncryptionContextSubset, Map.of("a", "1"));
        GrantConstraint wider = new GrantConstraint(GrantConstraint.Type.EncryptionContextSubset, Map.of("b", "1"));
        GrantConstraint narrower =
                new GrantConstraint(GrantConstraint.Type.EncryptionContextSubset, Map.of("a", "1", "b", "2"));
        GrantConstraint equal =
                new GrantConstraint(GrantConstraint.Type.EncryptionContextEquals, Map.of("a", "1", "b", "2"));
        Set<GrantOperation> decrypt = EnumSet.of(GrantOperation.Decrypt);
        Grant free = grant("a", "", GRANTEE, null);
        assertThat(free.covers(decrypt, null)).isTrue();
        assertThat(free.covers(decrypt, subset)).isTrue();
        assertThat(free.covers(EnumSet.of(GrantOperation.Encrypt), null)).isFalse();
        Grant bySubset = grant("a", "", GRANTEE, subset);
        assertThat(bySubset.covers(decrypt, null)).isFalse();
        assertThat(bySubset.covers(decrypt, wider)).isFalse();
        assertThat(bySubset.covers(decrypt, subset)).isTrue();
        assertThat(bySubset.covers(decrypt, narrower)).isTrue();
        assertThat(bySubset.covers(decrypt, equal)).isTrue();
        Grant byEquals = grant("a", "", GRANTEE, equal);
        assertThat(byEquals.covers(decrypt, equal)).isTrue();
        assertThat(byEquals.covers(decrypt, narrower)).isFalse();
        assertThat(byEquals.covers(decrypt, subset)).isFalse();
    }
}
