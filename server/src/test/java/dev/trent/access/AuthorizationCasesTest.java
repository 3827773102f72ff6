package dev.trent.access;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.trent.aws.Action;
import dev.trent.policy.Denial;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.PolicyException;
import dev.trent.policy.RequestContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The cases of `src/test/authorization`, asked of the decision itself; `-Dcases=grants/` runs some of
/// them.
class AuthorizationCasesTest {
    private static final String ALLOW = "allow";
    private static final Set<String> WITHOUT_KEY = Set.of("CreateKey", "GenerateRandom", "ListAliases", "ListKeys");
    private static final Set<String> WRITES = Set.of("PutKeyPolicy", "PutUserPolicy");

    /// What an operation tells of itself is the operation's own test, and is run over the wire.
    private static final String FACTS_OF_OPERATIONS = "kms-keys/";

    @TestFactory
    Stream<DynamicTest> every_case_is_decided_as_aws_decides_it() {
        List<AuthorizationCase> cases = AuthorizationCase.all(System.getProperty("cases", ""));
        assertThat(cases).isNotEmpty();
        return cases.stream().map(one -> dynamicTest(one.name() + ": " + one.text("title"), () -> run(one)));
    }

    private static void run(AuthorizationCase one) {
        String notHere = one.text("memory");
        if (notHere != null) {
            abort(notHere);
        }
        if (one.name().startsWith(FACTS_OF_OPERATIONS)) {
            abort("about the facts that an operation brings");
        }
        Situation situation = new Situation(one);
        String error = one.expected("error");
        if (error != null) {
            refusesToParse(one, situation, error);
            return;
        }
        if (WITHOUT_KEY.contains(one.operation())) {
            decidesWithoutKey(one, situation);
        } else {
            decidesAboutKey(one, situation);
        }
        if (one.isAllowed() && WRITES.contains(one.operation())) {
            Object policy = requireNonNull(one.parameters().get("Policy"));
            assertThatCode(() -> Policy.parse(situation.symbols.document(policy), Kind.KEY_POLICY))
                    .doesNotThrowAnyException();
        }
    }

    private static void refusesToParse(AuthorizationCase one, Situation situation, String error) {
        if (!WRITES.contains(one.operation()) || !error.startsWith("MalformedPolicyDocument")) {
            abort("about what is not the decision");
        }
        boolean ofKey = one.operation().equals("PutKeyPolicy");
        Object policy = requireNonNull(one.parameters().get(ofKey ? "Policy" : "PolicyDocument"));
        String message = one.expected("message");
        try {
            Policy.parse(situation.symbols.document(policy), ofKey ? Kind.KEY_POLICY : Kind.IDENTITY);
        } catch (PolicyException refused) {
            assertThat(refused.getMessage()).isEqualTo(message == null ? refused.getMessage() : message);
            return;
        }
        throw new AssertionError("the policy was parsed");
    }

    private static void decidesWithoutKey(AuthorizationCase one, Situation situation) {
        Subject subject = situation.subject();
        RequestContext context = new RequestContext();
        CallFacts.addTo(context, CaseInMemory.call(one, subject), subject);
        context.add("kms:CallerAccount", subject.caller().account());
        Denial denial = subject.policies()
                .evaluate(Action.kms(one.operation()), "*", subject.requester(), context)
                .denial();
        compare(
                one,
                denial == null ? ALLOW : words(denial.explicit(), denial.layer().name()));
    }

    private static void decidesAboutKey(AuthorizationCase one, Situation situation) {
        KeyCase asked = CaseInMemory.of(one, situation);
        Decision decision = one.operation().equals("RetireGrant") ? asked.decideByGrant() : asked.decide();
        String identifier = CaseInMemory.identifier(one, situation);
        boolean told = asked.key().account().equals(asked.requester().account())
                || identifier.equals(asked.key().toString());
        compare(one, words(decision, one, told));
    }

    private static String words(Decision decision, AuthorizationCase one, boolean told) {
        if (!(decision instanceof Decision.Denied denied)) {
            return ALLOW;
        }
        if (!told || !denied.disclosed()) {
            return one.parameters().containsKey("KeyId") ? "foreign key" : "foreign ciphertext";
        }
        return words(denied.explicit(), denied.layer().name());
    }

    private static String words(boolean explicit, String layer) {
        return (explicit ? "explicit " : "implicit ") + layer.toLowerCase(Locale.ROOT);
    }

    private static void compare(AuthorizationCase one, String decided) {
        String expected = requireNonNullElse(one.expected("deny"), ALLOW);
        if (expected.equals("other")) {
            // AWS documents the refusal, not its reason.
            assertThat(decided).isNotEqualTo(ALLOW);
        } else {
            assertThat(decided).isEqualTo(expected);
        }
    }
}
