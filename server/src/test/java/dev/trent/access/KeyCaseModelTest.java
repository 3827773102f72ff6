package dev.trent.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.policy.PolicyException;
import dev.trent.policy.Requester;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The decision about keys against [NaiveKeyDecision], on random requests and on damaged policies.
class KeyCaseModelTest {
    private static final int SITUATIONS = Integer.getInteger("access.situations", 5_000);
    private static final int REQUESTS_PER_SITUATION = 5;

    /// Each run searches other policies. A build server searches longer; the long search has a command of its own:
    /// see CONTRIBUTING.md.
    private static final Duration FUZZING =
            Duration.ofSeconds(Long.getLong("access.fuzz.seconds", "true".equals(System.getenv("CI")) ? 10 : 3));

    private static final int SEEDS_BETWEEN_LOOKS_AT_THE_CLOCK = 1_000;
    private static final String PIECES = "{}[]\",:*?$/ abcAllowDenyNot012345.-\u00E9\\";
    private static final List<String> WORDS = List.of(
            "\"Deny\"",
            "\"Allow\"",
            "\"NotPrincipal\"",
            "\"NotAction\"",
            "\"NotResource\"",
            "\"*\"",
            "IfExists",
            "ForAllValues:",
            "ForAnyValue:",
            "Not",
            "${aws:username}",
            "${*}",
            "2008-10-17",
            "null",
            "true",
            "\\u0000",
            "[[[[[[[[");

    @Test
    void two_decisions_agree_on_random_requests() {
        long seed = Long.getLong("access.seed", 20_260_601L);
        Map<String, Integer> outcomes = new HashMap<>();
        for (int i = 0; i < SITUATIONS; i++) {
            RandomRequests random = new RandomRequests(seed + i);
            Requester requester = random.requester();
            agreed(random, requester, random.documents(requester), seed + i)
                    .forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
        }
        // A generator that hits nothing proves nothing.
        assertThat(outcomes.entrySet().stream()
                        .filter(outcome -> outcome.getValue() > SITUATIONS / 100)
                        .map(Map.Entry::getKey))
                .contains(
                        "allow by key policy",
                        "allow by identity",
                        "allow by grant",
                        "hidden",
                        "deny explicit identity",
                        "deny explicit boundary",
                        "deny explicit session",
                        "deny explicit resource",
                        "deny implicit identity",
                        "deny implicit boundary",
                        "deny implicit session",
                        "deny implicit resource");
    }

    @Test
    void damaged_policies_are_refused_or_decide_as_they_are_written() {
        long seed = Long.getLong("access.seed", System.nanoTime());
        System.out.println("fuzzing with -Daccess.seed=" + seed);
        long end = System.nanoTime() + FUZZING.toNanos();
        Map<Boolean, Integer> parsed = new HashMap<>();
        for (long i = 0; i % SEEDS_BETWEEN_LOOKS_AT_THE_CLOCK != 0 || System.nanoTime() < end; i++) {
            parsed.merge(survives(seed + i), 1, Integer::sum);
        }
        assertThat(parsed).as("both outcomes are common").containsKeys(true, false);
    }

    /// Returns whether the damaged policies could be read; what could be read must decide as it is written.
    private static boolean survives(long seed) {
        Random random = new Random(seed);
        RandomRequests requests = new RandomRequests(seed);
        Requester requester = requests.requester();
        RandomRequests.Documents documents = requests.documents(requester).with(text -> damaged(text, random));
        try {
            agreed(requests, requester, documents, seed);
            return true;
        } catch (PolicyException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("-Daccess.seed=" + seed + ": " + documents, e);
        }
    }

    /// Returns the outcomes of some requests, on each of which the two decisions agree.
    private static List<String> agreed(
            RandomRequests random, Requester requester, RandomRequests.Documents documents, long seed) {
        RandomRequests.Parsed parsed = documents.parsed();
        RandomRequests.Trees trees = documents.trees();
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < REQUESTS_PER_SITUATION; i++) {
            RandomRequests.Asked asked = random.request(requester);
            Decision decision = asked.real(parsed).decide();
            String found = words(decision);
            String naive = asked.naive(trees);
            // AWS documents some denials without their reason.
            String expected = naive.equals(NaiveKeyDecision.DENY) && !decision.allowed() ? found : naive;
            String plain = decision.allowed() ? NaiveKeyDecision.ALLOW : found;
            assertThat(plain)
                    .as("-Daccess.seed=%d, request %d: %s of %s", seed, i, asked, documents)
                    .isEqualTo(expected);
            outcomes.add(found);
        }
        return outcomes;
    }

    private static String words(Decision decision) {
        return switch (decision) {
            case Decision.AllowedByKeyPolicy _ -> "allow by key policy";
            case Decision.AllowedByIdentity _ -> "allow by identity";
            case Decision.AllowedByGrant _ -> "allow by grant";
            case Decision.Denied denied when !denied.disclosed() -> NaiveKeyDecision.HIDDEN;
            case Decision.Denied denied ->
                "deny " + (denied.explicit() ? "explicit " : "implicit ")
                        + denied.layer().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String damaged(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(3); i > 0; i--) {
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
