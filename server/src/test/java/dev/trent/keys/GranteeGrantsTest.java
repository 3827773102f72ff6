package dev.trent.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Arn;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// A look-up does not walk through all grants of a full key. The test counts how often the request's encryption
/// context is read. A walk would read it at least once for each grant.
class GranteeGrantsTest {
    private static final int GRANTS = KeyQuotas.OF_AWS.grantsPerKey();
    private static final int LOOKS_MAX = 100;

    /// An encryption context that counts how often it is read. All methods of a map call this one.
    private static final class Counted extends AbstractMap<String, String> {
        private final Map<String, String> pairs;
        private int looks;

        Counted(Map<String, String> pairs) {
            this.pairs = pairs;
        }

        @Override
        public Set<Map.Entry<String, String>> entrySet() {
            looks++;
            return pairs.entrySet();
        }
    }

    @Test
    void grants_for_one_context_each_are_not_walked() {
        GranteeGrants grants = grants(
                GrantConstraint.Type.EncryptionContextEquals, number -> Map.of("tenant", "t", "case", "c" + number));

        assertFoundWithoutWalking(grants, 31_415, Map.of("tenant", "t", "case", "c31415"));
        assertRefusedWithoutWalking(grants, Map.of("tenant", "t", "case", "none"));
        assertRefusedWithoutWalking(grants, Map.of("tenant", "t"));
    }

    @Test
    void grants_for_a_part_of_a_context_each_are_not_walked() {
        GranteeGrants grants = grants(
                GrantConstraint.Type.EncryptionContextSubset, number -> Map.of("tenant", "t", "case", "c" + number));

        assertFoundWithoutWalking(grants, 27_182, Map.of("tenant", "t", "case", "c27182", "more", "m"));
        assertRefusedWithoutWalking(grants, Map.of("tenant", "t", "case", "none", "more", "m"));
        assertRefusedWithoutWalking(grants, Map.of("tenant", "t"));
    }

    @Test
    void grants_for_contexts_of_equal_hash_codes_are_not_walked() {
        for (GrantConstraint.Type type : GrantConstraint.Type.values()) {
            GranteeGrants grants = grants(type, number -> Map.of("case", colliding(number)));

            assertFoundWithoutWalking(grants, 31_415, Map.of("case", colliding(31_415)));
            assertRefusedWithoutWalking(grants, Map.of("case", colliding(GRANTS)));
        }
    }

    /// Returns one of 65,536 texts with equal hash codes.
    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    @Test
    void a_walk_would_be_noticed() {
        Counted context = new Counted(Map.of("case", "none"));

        for (Grant grant : list(GrantConstraint.Type.EncryptionContextEquals, number -> Map.of("case", "c" + number))) {
            GrantConstraint constraint = Objects.requireNonNull(grant.constraint());
            assertThat(constraint.accepts(context)).isFalse();
        }

        assertThat(context.looks).isGreaterThanOrEqualTo(GRANTS);
    }

    private static GranteeGrants grants(GrantConstraint.Type type, IntFunction<Map<String, String>> pairs) {
        return GranteeGrants.of("111122223333", list(type, pairs));
    }

    private static List<Grant> list(GrantConstraint.Type type, IntFunction<Map<String, String>> pairs) {
        List<Grant> grants = new ArrayList<>();
        for (int number = 0; number < GRANTS; number++) {
            grants.add(new Grant(
                    Arn.ofKey("r", "111122223333", "k"),
                    "k",
                    "" + number,
                    "",
                    "grantee",
                    null,
                    "111122223333",
                    EnumSet.of(GrantOperation.Decrypt, GrantOperation.DescribeKey),
                    new GrantConstraint(type, pairs.apply(number)),
                    Instant.EPOCH));
        }
        return grants;
    }

    private static void assertFoundWithoutWalking(GranteeGrants grants, int number, Map<String, String> pairs) {
        Counted context = new Counted(pairs);
        assertThat(grants.find(GrantOperation.Decrypt, context))
                .extracting(Grant::grantId)
                .isEqualTo("" + number);
        assertThat(context.looks).isLessThan(LOOKS_MAX);
    }

    private static void assertRefusedWithoutWalking(GranteeGrants grants, Map<String, String> pairs) {
        Counted context = new Counted(pairs);
        assertThat(grants.find(GrantOperation.Decrypt, context)).isNull();
        assertThat(grants.find(GrantOperation.Encrypt, context)).isNull();
        assertThat(context.looks).isLessThan(LOOKS_MAX);
    }
}
