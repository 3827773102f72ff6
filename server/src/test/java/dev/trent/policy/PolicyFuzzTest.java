package dev.trent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Action;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged documents. Parsing throws [PolicyException] or returns a policy, and a policy answers every
/// question.
class PolicyFuzzTest {
    private static final int CASES = Integer.getInteger("policy.cases", 25_000);
    private static final String PIECES = "{}[]\",:*?$\\/ abcAllowDeny0123456789.-+\u00E9\uFFFF\uD800\u0000";
    private static final List<String> WORDS = List.of(
            "\"Principal\":\"*\",",
            "${aws:username}",
            "${",
            "null",
            "\"NotAction\":[],",
            "\\u0000",
            "\\uD800",
            "arn:aws:",
            "\"Condition\":{\"DateEquals\":{\"a\":\"1\"}},",
            "ForAllValues:",
            "1e999999999",
            "[[[[[[[[",
            "2008-10-17");

    @Test
    void a_damaged_document_is_refused_or_answers() {
        long seed = Long.getLong("policy.seed", 42L);
        int accepted = 0;
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(seed + i);
            RandomPolicies pools = new RandomPolicies(seed + i);
            Kind kind = pools.any(List.of(Kind.values()));
            String document = damaged(RandomPolicies.json(pools.policy(kind)), random);
            try {
                accepted += answers(document, kind, random, pools) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                throw new AssertionError("-Dpolicy.seed=" + (seed + i) + ", " + kind + ": " + document, e);
            }
        }
        // Both outcomes must be common. If not, the damage is too great or too small.
        assertThat(accepted).isBetween(CASES / 20, CASES * 19 / 20);
    }

    private static boolean answers(String document, Kind kind, Random random, RandomPolicies pools) {
        Policy policy;
        try {
            policy = Policy.parse(document, kind);
        } catch (PolicyException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return false;
        }
        RequestContext context = new RequestContext();
        pools.context().forEach(context::add);
        context.add("a", damaged("2026-01-01T00:00:00Z", random));
        Requester requester = pools.any(RandomPolicies.REQUESTERS);
        String resource = damaged(pools.any(RandomPolicies.RESOURCES), random);
        Action action = new Action("kms", damaged("Decrypt", random));
        Evaluation evaluation = policy.evaluate(action, resource, requester, context);
        long applying = policy.explain(action, resource, requester, context).stream()
                .filter(Finding.Applies.class::isInstance)
                .count();
        int counted = evaluation.denying().size()
                + evaluation.direct().size()
                + evaluation.byIssuer().size()
                + evaluation.byAccount().size();
        assertThat(applying).isEqualTo(counted);
        String same = policy.textWithPrincipals(Principal::value);
        assertThat(Policy.parse(same, kind).principals())
                .extracting(Principal::value)
                .isEqualTo(policy.principals().stream().map(Principal::value).toList());
        return true;
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(damaged.length() + 1);
            int end = Math.min(damaged.length(), at + random.nextInt(8));
            switch (random.nextInt(5)) {
                case 0 -> damaged.delete(at, end);
                case 1 -> damaged.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                case 2 -> damaged.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                case 3 -> damaged.insert(at, damaged.substring(at, end));
                default -> {
                    if (at < damaged.length()) {
                        damaged.setCharAt(at, PIECES.charAt(random.nextInt(PIECES.length())));
                    }
                }
            }
        }
        return damaged.toString();
    }
}
