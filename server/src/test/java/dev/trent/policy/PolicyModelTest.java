package dev.trent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trent.aws.Action;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The evaluator against [NaiveEvaluator], on random policies and requests.
class PolicyModelTest {
    private static final int POLICIES = Integer.getInteger("policy.policies", 12_500);
    private static final int REQUESTS_PER_POLICY = 4;
    private static final List<Kind> KINDS = List.of(Kind.KEY_POLICY, Kind.KEY_POLICY, Kind.IDENTITY, Kind.BOUNDARY);

    private record Case(
            Map<String, Object> tree,
            String action,
            String resource,
            Requester requester,
            Map<String, List<String>> facts) {}

    @Test
    void two_evaluators_agree_on_every_statement_of_random_policies() {
        long seed = Long.getLong("policy.seed", 20_260_101L);
        Map<String, Integer> judgements = new HashMap<>();
        for (int i = 0; i < POLICIES; i++) {
            RandomPolicies pools = new RandomPolicies(seed + i);
            Kind kind = pools.any(KINDS);
            Map<String, Object> tree = pools.policy(kind);
            Policy policy = Policy.parseStored(RandomPolicies.json(tree), kind);
            for (int j = 0; j < REQUESTS_PER_POLICY; j++) {
                Case request = new Case(
                        tree,
                        pools.any(RandomPolicies.ACTIONS),
                        pools.any(RandomPolicies.RESOURCES),
                        pools.any(RandomPolicies.REQUESTERS),
                        pools.context());
                List<String> expected = naive(request);
                assertThat(explained(policy, request))
                        .as("-Dpolicy.seed=%d, request %d:%n%s%n%s", seed + i, j, policy.text(), request)
                        .isEqualTo(expected);
                assertThat(evaluated(policy, request))
                        .as("-Dpolicy.seed=%d, request %d", seed + i, j)
                        .isEqualTo(expected.stream()
                                .map(PolicyModelTest::withoutReason)
                                .toList());
                expected.forEach(judgement -> judgements.merge(judgement, 1, Integer::sum));
            }
        }
        // The random requests must often match a statement. If not, the test proves nothing.
        Set<String> often = judgements.entrySet().stream()
                .filter(entry -> entry.getValue() > POLICIES / 100)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(often)
                .contains("principal", "action", "resource", "condition", "EVERYONE", "SELF", "ISSUER", "ACCOUNT");
    }

    private static List<String> naive(Case request) {
        Map<String, List<String>> lowered = new HashMap<>();
        request.facts().forEach((key, values) -> lowered.put(key.toLowerCase(Locale.ROOT), values));
        NaiveEvaluator naive = new NaiveEvaluator(
                "2012-10-17".equals(request.tree().get("Version")),
                request.action(),
                request.resource(),
                request.requester(),
                lowered);
        return statements(request.tree()).stream().map(naive::judge).toList();
    }

    private static List<String> explained(Policy policy, Case request) {
        return policy.explain(action(request), request.resource(), request.requester(), context(request)).stream()
                .map(finding -> switch (finding) {
                    case Finding.Applies applies -> applies.naming().toString();
                    case Finding.OtherPrincipal _ -> "principal";
                    case Finding.OtherAction _ -> "action";
                    case Finding.OtherResource _ -> "resource";
                    case Finding.ConditionFails _ -> "condition";
                })
                .toList();
    }

    /// Returns, for each statement, the list of the evaluation that contains it.
    private static List<String> evaluated(Policy policy, Case request) {
        Evaluation evaluation =
                policy.evaluate(action(request), request.resource(), request.requester(), context(request));
        return policy.statements().stream()
                .map(statement -> {
                    boolean applies = evaluation.denying().contains(statement)
                            || evaluation.direct().contains(statement)
                            || evaluation.byIssuer().contains(statement)
                            || evaluation.byAccount().contains(statement);
                    boolean inItsList =
                            listFor(statement, evaluation, request.requester()).contains(statement);
                    assertThat(inItsList).isEqualTo(applies);
                    return applies ? "applies" : "not";
                })
                .toList();
    }

    private static List<Statement> listFor(Statement statement, Evaluation evaluation, Requester requester) {
        if (statement.effect() == Effect.DENY) {
            return evaluation.denying();
        }
        return switch (statement.naming(requester)) {
            case EVERYONE, SELF -> evaluation.direct();
            case ISSUER -> evaluation.byIssuer();
            case ACCOUNT -> evaluation.byAccount();
            case NOBODY -> List.of();
        };
    }

    private static String withoutReason(String judgement) {
        return EnumSet.allOf(Naming.class).stream()
                        .anyMatch(naming -> naming.name().equals(judgement))
                ? "applies"
                : "not";
    }

    private static Action action(Case request) {
        int colon = request.action().indexOf(':');
        return new Action(request.action().substring(0, colon), request.action().substring(colon + 1));
    }

    private static RequestContext context(Case request) {
        RequestContext context = new RequestContext();
        request.facts().forEach((key, values) -> {
            if (values.size() == 1) {
                context.add(key, values.getFirst());
            } else {
                context.addLazily(key, () -> values);
            }
        });
        return context;
    }

    @SuppressWarnings("unchecked") // the generator builds trees of this shape
    private static List<Map<String, Object>> statements(Map<String, Object> tree) {
        Object statement = tree.get("Statement");
        return statement instanceof List<?> several
                ? (List<Map<String, Object>>) several
                : List.of((Map<String, Object>) statement);
    }
}
