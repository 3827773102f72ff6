package dev.trent.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The search by place finds a grant if and only if a walk through all grants finds one. This holds after any
/// additions and removals.
class GranteeGrantsPropertyTest {
    private static final List<GrantOperation> OPERATIONS = List.of(GrantOperation.values());
    private static final int ROUNDS = 300;
    private static final int STEPS = 120;

    @Test
    void a_grant_is_found_exactly_if_there_is_one_that_allows() {
        long seed = Long.getLong("grants.seed", 20_261_126L);
        int found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(seed + round);
            GranteeGrants arranged = GranteeGrants.of("111122223333", List.of());
            List<Grant> naive = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                if (naive.isEmpty() || random.nextInt(3) > 0) {
                    Grant grant = grant(random, round + "-" + step);
                    arranged.add(grant);
                    arranged.add(grant);
                    naive.add(grant);
                } else {
                    Grant gone = naive.remove(random.nextInt(naive.size()));
                    arranged.remove(gone.grantId());
                    arranged.remove(gone.grantId());
                }
                GrantOperation asked = operation(random);
                Map<String, String> context = pairs(random);
                boolean expected = naive.stream().anyMatch(grant -> allows(grant, asked, context));
                Grant actual = arranged.find(asked, context);
                assertThat(actual != null)
                        .as("-Dgrants.seed=%d, step %d", seed + round, step)
                        .isEqualTo(expected);
                assertThat(actual == null || (naive.contains(actual) && allows(actual, asked, context)))
                        .isTrue();
                assertThat(arranged.size()).isEqualTo(naive.size());
                found += expected ? 1 : 0;
            }
        }
        assertThat(found).isBetween(ROUNDS * STEPS / 10, ROUNDS * STEPS * 9 / 10);
    }

    private static boolean allows(Grant grant, GrantOperation asked, Map<String, String> context) {
        GrantConstraint constraint = grant.constraint();
        boolean satisfied = constraint == null
                || !asked.hasContext()
                || (constraint.type() == GrantConstraint.Type.EncryptionContextEquals
                        ? context.equals(constraint.pairs())
                        : constraint.pairs().entrySet().stream()
                                .allMatch(pair -> pair.getValue().equals(context.get(pair.getKey()))));
        return grant.operations().contains(asked) && satisfied;
    }

    private static Grant grant(Random random, String id) {
        Set<GrantOperation> operations = EnumSet.of(operation(random));
        operations.add(operation(random));
        return new Grant(
                Arn.ofKey("r", "111122223333", "k"),
                "k",
                id,
                "",
                "grantee",
                null,
                "111122223333",
                operations,
                constraint(random),
                Instant.EPOCH);
    }

    private static @Nullable GrantConstraint constraint(Random random) {
        Map<String, String> pairs = pairs(random);
        if (pairs.isEmpty() || random.nextInt(30) == 0) {
            return random.nextInt(4) == 0 ? null : constraint(random);
        }
        return new GrantConstraint(
                random.nextBoolean()
                        ? GrantConstraint.Type.EncryptionContextEquals
                        : GrantConstraint.Type.EncryptionContextSubset,
                pairs);
    }

    private static GrantOperation operation(Random random) {
        return OPERATIONS.get(random.nextInt(OPERATIONS.size()));
    }

    private static Map<String, String> pairs(Random random) {
        Map<String, String> pairs = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            pairs.put("k" + random.nextInt(4), "v" + random.nextInt(2));
        }
        return pairs;
    }
}
