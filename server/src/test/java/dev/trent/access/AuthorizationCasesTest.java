package dev.trent.access;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.Invocation;
import dev.trent.aws.Origin;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantOperation;
import dev.trent.policy.Denial;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.PolicyException;
import dev.trent.policy.RequestContext;
import dev.trent.policy.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        CallFacts.addTo(context, call(one, subject), subject);
        context.add("kms:CallerAccount", subject.caller().account());
        Denial denial = subject.policies()
                .evaluate(Action.kms(one.operation()), "*", subject.requester(), context)
                .denial();
        compare(
                one,
                denial == null ? ALLOW : words(denial.explicit(), denial.layer().name()));
    }

    private static void decidesAboutKey(AuthorizationCase one, Situation situation) {
        Subject subject = situation.subject();
        String identifier = identifier(one, situation);
        String key = situation.keyNamed(identifier);
        Arn arn = Arn.parse(situation.symbols.get("key:" + key)).orElseThrow();
        RequestContext atKey = new RequestContext();
        CallFacts.addTo(atKey, call(one, subject), subject);
        Map<String, Object> about = Tree.map(requireNonNull(one.members("keys").get(key)));
        addFacts(atKey, one, subject, arn, identifier, about);
        RequestContext atCaller = atKey.extended();
        atCaller.add("kms:ResourceAliases", texts(about.getOrDefault("aliases", List.of())));
        Tree.map(about.getOrDefault("tags", Map.of()))
                .forEach((name, value) -> atCaller.add("aws:ResourceTag/" + name, String.valueOf(value)));
        KeyCase asked = new KeyCase(
                subject.requester(),
                subject.policies(),
                Action.kms(one.operation()),
                arn,
                situation.policyOf(key),
                atKey,
                atCaller,
                grants(one, situation, key));
        Decision decision = one.operation().equals("RetireGrant") ? asked.decideByGrant() : asked.decide();
        boolean told = arn.account().equals(subject.caller().account()) || identifier.equals(arn.toString());
        compare(one, words(decision, one, told));
    }

    private static String identifier(AuthorizationCase one, Situation situation) {
        Object named = one.parameters().get("KeyId");
        if (named != null) {
            return situation.symbols.filled(String.valueOf(named));
        }
        Object token = one.parameters().get("GrantToken");
        if (token != null) {
            String grant = String.valueOf(token).replaceAll("\\{grant:(.*)\\.token}", "$1");
            return situation.symbols.get("key:"
                    + Tree.map(requireNonNull(one.members("grants").get(grant))).get("key"));
        }
        String blob = String.valueOf(one.parameters().get("CiphertextBlob")).replaceAll("\\{blob:(.*)}", "$1");
        return situation.symbols.get("key:"
                + Tree.map(requireNonNull(one.members("blobs").get(blob))).get("key") + ".id");
    }

    private static void addFacts(
            RequestContext context,
            AuthorizationCase one,
            Subject subject,
            Arn key,
            String identifier,
            Map<String, Object> about) {
        context.add("aws:ResourceAccount", key.account())
                .add("kms:CallerAccount", subject.caller().account())
                .add("kms:KeySpec", String.valueOf(about.getOrDefault("spec", "SYMMETRIC_DEFAULT")))
                .add("kms:KeyUsage", String.valueOf(about.getOrDefault("usage", "ENCRYPT_DECRYPT")))
                .add("kms:MultiRegion", String.valueOf(about.getOrDefault("multiRegion", "false")));
        if (identifier.contains("alias/")) {
            context.add("kms:RequestAlias", identifier.substring(identifier.indexOf("alias/")));
        }
        Map<String, String> pairs = encryptionContext(one);
        pairs.forEach((name, value) -> context.add("kms:EncryptionContext:" + name, value));
        context.add("kms:EncryptionContextKeys", List.copyOf(pairs.keySet()));
        for (Object tag : Tree.list(one.parameters().getOrDefault("Tags", List.of()))) {
            context.add(
                    "aws:RequestTag/" + Tree.map(tag).get("TagKey"),
                    String.valueOf(Tree.map(tag).get("TagValue")));
            context.add("aws:TagKeys", String.valueOf(Tree.map(tag).get("TagKey")));
        }
        context.add("aws:TagKeys", texts(one.parameters().getOrDefault("TagKeys", List.of())));
        Object window = one.parameters().get("PendingWindowInDays");
        if (window != null) {
            context.add("kms:ScheduleKeyDeletionPendingWindowInDays", window.toString());
        }
    }

    private static Map<String, String> encryptionContext(AuthorizationCase one) {
        Map<String, String> pairs = new HashMap<>();
        Tree.map(one.parameters().getOrDefault("EncryptionContext", Map.of()))
                .forEach((name, value) -> pairs.put(name, String.valueOf(value)));
        return pairs;
    }

    private static Function<String, @Nullable Grant> grants(AuthorizationCase one, Situation situation, String key) {
        if (one.operation().equals("RetireGrant")) {
            return principal -> first(situation, key, grant -> retires(grant, principal));
        }
        boolean grantable =
                Stream.of(GrantOperation.values()).anyMatch(o -> o.name().equals(one.operation()));
        if (!grantable) {
            return _ -> null;
        }
        GrantOperation operation = GrantOperation.valueOf(one.operation());
        return principal -> first(
                situation,
                key,
                grant -> grant.grantee().equals(principal)
                        && grant.operations().contains(operation)
                        && (operation == GrantOperation.CreateGrant
                                ? covers(grant, one)
                                : accepts(grant, operation, one)));
    }

    private static @Nullable Grant first(Situation situation, String key, Function<Grant, Boolean> wanted) {
        return situation.grantsOn(key).stream()
                .filter(wanted::apply)
                .findFirst()
                .orElse(null);
    }

    private static boolean retires(Grant grant, String principal) {
        return principal.equals(grant.retiring())
                || principal.equals(Arn.ofRoot(grant.issuingAccount()).toString())
                || (principal.equals(grant.grantee()) && grant.operations().contains(GrantOperation.RetireGrant));
    }

    private static boolean covers(Grant grant, AuthorizationCase one) {
        Set<GrantOperation> wanted = new HashSet<>();
        texts(requireNonNull(one.parameters().get("Operations"))).forEach(o -> wanted.add(GrantOperation.valueOf(o)));
        return grant.covers(wanted, Situation.constraint(one.parameters().get("Constraints")));
    }

    private static boolean accepts(Grant grant, GrantOperation operation, AuthorizationCase one) {
        return grant.constraint() == null
                || !operation.hasContext()
                || grant.constraint().accepts(encryptionContext(one));
    }

    private static List<String> texts(Object elements) {
        return Tree.list(elements).stream().map(String::valueOf).toList();
    }

    private static Invocation call(AuthorizationCase one, Subject subject) {
        Object region = one.members("request").getOrDefault("region", "us-east-1");
        Origin origin = new Origin("127.0.0.1", false, "", "");
        return new Invocation(subject.caller(), region.toString(), "id", Situation.NOW, origin);
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
