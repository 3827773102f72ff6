package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.Partition;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantConstraint;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.KmsAction;
import dev.trent.policy.IdentityPolicies;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.RandomPolicies;
import dev.trent.policy.RequestContext;
import dev.trent.policy.Requester;
import dev.trent.policy.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Requests to a key with all that decides about them, out of pools so small that layers often meet.
final class RandomRequests {
    static final String HOME = "111122223333";
    static final String ABROAD = "444455556666";
    static final String KEY = "arn:aws:kms:eu-west-1:" + HOME + ":key/abc";
    private static final List<String> ACTIONS = List.of(
            "Decrypt", "Decrypt", "Encrypt", "Encrypt", "CreateGrant", "DescribeKey", "DisableKey", "ListGrants");
    private static final List<String> ACTION_PATTERNS =
            List.of("kms:*", "kms:*", "*", "kms:Decrypt", "kms:En*", "kms:D*", "kms:*Grant*");
    private static final List<String> RESOURCES = List.of("*", "*", "*", "*", KEY, "arn:aws:kms:*:*:key/*", KEY + "d");
    private static final List<String> OPERATIONS = List.of("Decrypt", "Encrypt", "CreateGrant", "DescribeKey");
    private static final List<Map<String, String>> CONTEXTS = List.of(
            Map.of(), Map.of("app", "x"), Map.of("app", "x", "tier", "y"), Map.of("app", "y"), Map.of("App", "x"));

    private final Random random;
    private final RandomPolicies pools;

    /// What decides, as documents.
    ///
    /// @param session null where the session has no policies to be limited by
    record Documents(
            String keyPolicy,
            List<String> ours,
            @Nullable String boundary,
            @Nullable List<String> session) {

        /// Returns each document changed.
        Documents with(UnaryOperator<String> change) {
            return new Documents(
                    change.apply(keyPolicy),
                    ours.stream().map(change).toList(),
                    boundary == null ? null : change.apply(boundary),
                    session == null ? null : session.stream().map(change).toList());
        }

        Parsed parsed() {
            List<Policy> passed = session == null ? List.of() : policies(session, Kind.SESSION);
            Policy limit = boundary == null ? null : Policy.parseStored(boundary, Kind.BOUNDARY);
            return new Parsed(
                    Policy.parseStored(keyPolicy, Kind.KEY_POLICY),
                    new IdentityPolicies(policies(ours, Kind.IDENTITY), limit, passed));
        }

        private static List<Policy> policies(List<String> documents, Kind kind) {
            return documents.stream()
                    .map(text -> Policy.parseStored(text, kind))
                    .toList();
        }

        Trees trees() {
            return new Trees(
                    Tree.map(Tree.read(keyPolicy)),
                    trees(ours),
                    boundary == null ? null : Tree.map(Tree.read(boundary)),
                    session == null ? null : trees(session));
        }

        private static List<Map<String, Object>> trees(List<String> documents) {
            return documents.stream().map(Tree::read).map(Tree::map).toList();
        }
    }

    /// The documents as the decision takes them.
    record Parsed(Policy keyPolicy, IdentityPolicies own) {}

    /// The documents as the naive decision takes them.
    record Trees(
            Map<String, Object> keyPolicy,
            List<Map<String, Object>> ours,
            @Nullable Map<String, Object> boundary,
            @Nullable List<Map<String, Object>> session) {}

    /// One request.
    record Asked(
            Requester requester,
            List<NaiveKeyDecision.SimpleGrant> grants,
            String action,
            Map<String, String> context,
            Map<String, List<String>> facts,
            Map<String, List<String>> factsOfCaller) {

        /// Returns what the naive decision says.
        String naive(Trees trees) {
            return new NaiveKeyDecision(
                            requester,
                            trees,
                            grants,
                            "kms:" + action,
                            KEY,
                            lowered(facts),
                            lowered(facts, factsOfCaller))
                    .decide(context);
        }

        @SafeVarargs
        private static Map<String, List<String>> lowered(Map<String, List<String>>... facts) {
            Map<String, List<String>> lowered = new HashMap<>();
            for (Map<String, List<String>> some : facts) {
                some.forEach(
                        (name, values) -> lowered.merge(name.toLowerCase(Locale.ROOT), values, RandomRequests::joined));
            }
            return lowered;
        }

        /// Returns the request as the decision takes it.
        KeyCase real(Parsed parsed) {
            RequestContext atKey = new RequestContext();
            facts.forEach(atKey::add);
            RequestContext atCaller = atKey.extended();
            factsOfCaller.forEach(atCaller::add);
            return new KeyCase(
                    requester,
                    parsed.own,
                    Action.kms(action),
                    KmsAction.of(Action.kms(action)),
                    Arn.parse(KEY).orElseThrow(),
                    parsed.keyPolicy,
                    atKey,
                    atCaller,
                    this::grant);
        }

        private @Nullable Grant grant(String principal) {
            for (NaiveKeyDecision.SimpleGrant simple : grants) {
                GrantConstraint constraint = constraint(simple);
                boolean operation = simple.operations().contains(action);
                boolean met = !operation
                        || constraint == null
                        || !GrantOperation.valueOf(action).hasContext()
                        || constraint.accepts(context);
                if (operation && met && simple.grantee().equals(principal)) {
                    return new Grant(
                            Arn.parse(KEY).orElseThrow(),
                            "abc",
                            "0",
                            "",
                            principal,
                            null,
                            HOME,
                            operations(simple),
                            constraint,
                            Instant.EPOCH);
                }
            }
            return null;
        }

        private static Set<GrantOperation> operations(NaiveKeyDecision.SimpleGrant simple) {
            Set<GrantOperation> operations = new HashSet<>();
            simple.operations().forEach(operation -> operations.add(GrantOperation.valueOf(operation)));
            return operations;
        }

        private static @Nullable GrantConstraint constraint(NaiveKeyDecision.SimpleGrant simple) {
            if (simple.equal() != null) {
                return new GrantConstraint(GrantConstraint.Type.EncryptionContextEquals, simple.equal());
            }
            return simple.subset() == null
                    ? null
                    : new GrantConstraint(GrantConstraint.Type.EncryptionContextSubset, simple.subset());
        }
    }

    RandomRequests(long seed) {
        this.random = new Random(seed);
        this.pools = new RandomPolicies(seed);
    }

    Requester requester() {
        return requester(one(3) ? ABROAD : HOME, one(3));
    }

    Documents documents(Requester requester) {
        boolean root = requester.type() == Requester.Type.ROOT;
        boolean session = requester.issuerId() != null;
        return new Documents(
                document(Kind.KEY_POLICY, requester),
                root ? List.of() : documents(Kind.IDENTITY, requester),
                requester.bounded() ? document(Kind.BOUNDARY, requester) : null,
                session && one(2) ? notEmpty(documents(Kind.SESSION, requester), requester) : null);
    }

    Asked request(Requester requester) {
        Map<String, String> context = any(CONTEXTS);
        return new Asked(
                requester,
                grants(requester),
                any(ACTIONS),
                context,
                facts(requester, context),
                one(2) ? Map.of() : Map.of("aws:ResourceTag/team", List.of(any(List.of("red", "blue")))));
    }

    private List<String> notEmpty(List<String> documents, Requester requester) {
        return documents.isEmpty() ? List.of(document(Kind.SESSION, requester)) : documents;
    }

    private Requester requester(String account, boolean bounded) {
        String iam = "arn:aws:iam::" + account;
        String sts = "arn:aws:sts::" + account;
        return switch (random.nextInt(8)) {
            case 0 -> Requester.root(Partition.AWS.root(account).toString(), account);
            case 1, 2, 3 -> Requester.user(iam + ":user/ann", account, "AIDAAAAAAAAAAAAAAAANN", bounded);
            case 4 ->
                new Requester(
                        Requester.Type.FEDERATED_USER,
                        sts + ":federated-user/fay",
                        account,
                        account + ":fay",
                        iam + ":user/ann",
                        "AIDAAAAAAAAAAAAAAAANN",
                        bounded);
            default -> {
                String name = any(List.of("one", "two"));
                yield new Requester(
                        Requester.Type.ASSUMED_ROLE,
                        sts + ":assumed-role/app/" + name,
                        account,
                        "AROAAAAAAAAAAAAAAAAPP:" + name,
                        iam + ":role/team/app",
                        "AROAAAAAAAAAAAAAAAAPP",
                        bounded);
            }
        };
    }

    private List<String> names(Requester requester) {
        List<String> names = new ArrayList<>(List.of(
                "arn:aws:iam::" + requester.account() + ":root",
                requester.account(),
                "arn:aws:sts::" + requester.account() + ":assumed-role/app/one",
                "AROAAAAAAAAAAAAAAAAPP:one",
                "AROAAAAAAAAAAAAAAAAPP",
                "AIDAAAAAAAAAAAAAAAANN",
                "AIDAAAAAAAAAAAAAAAZED",
                one(2) ? HOME : ABROAD));
        if (requester.type() != Requester.Type.ROOT) {
            names.add(requester.arn());
        }
        return names;
    }

    private List<String> documents(Kind kind, Requester requester) {
        List<String> documents = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            documents.add(document(kind, requester));
        }
        return documents;
    }

    private String document(Kind kind, Requester requester) {
        if (one(6)) {
            return RandomPolicies.json(pools.policy(kind));
        }
        List<Object> statements = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            statements.add(statement(kind, requester));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2012-10-17");
        document.put("Statement", statements);
        return Tree.write(document);
    }

    private Map<String, Object> statement(Kind kind, Requester requester) {
        Map<String, Object> statement = new LinkedHashMap<>();
        boolean deny = one(9);
        statement.put("Effect", deny ? "Deny" : "Allow");
        if (kind == Kind.KEY_POLICY) {
            boolean not = one(15);
            List<Object> listed = new ArrayList<>();
            for (int i = random.nextInt(not ? 5 : 2); i >= 0; i--) {
                listed.add(any(names(requester)));
            }
            statement.put(not ? "NotPrincipal" : "Principal", one(12) ? "*" : Map.of("AWS", listed));
        }
        boolean all = deny && one(2);
        statement.put(one(20) ? "NotAction" : "Action", any(ACTION_PATTERNS));
        statement.put(one(20) ? "NotResource" : "Resource", all ? "*" : any(RESOURCES));
        if (one(4)) {
            statement.put("Condition", condition());
        }
        return statement;
    }

    private Map<String, Object> condition() {
        return switch (random.nextInt(6)) {
            case 0 -> Map.of("StringEquals", Map.of("kms:EncryptionContext:app", any(List.of("x", "y"))));
            case 1 -> Map.of("StringNotEquals", Map.of("aws:ResourceTag/team", any(List.of("red", "blue"))));
            case 2 -> Map.of("StringEquals", Map.of("kms:CallerAccount", any(List.of(HOME, ABROAD))));
            case 3 ->
                Map.of("ForAnyValue:StringEquals", Map.of("kms:EncryptionContextKeys", any(List.of("app", "tier"))));
            case 4 -> Map.of("Null", Map.of("aws:username", any(List.of("true", "false"))));
            default -> Map.of("StringLike", Map.of("kms:EncryptionContext:app", "${aws:PrincipalTag/app, 'x'}*"));
        };
    }

    private Map<String, List<String>> facts(Requester requester, Map<String, String> context) {
        Map<String, List<String>> facts = new LinkedHashMap<>(pools.context());
        facts.keySet()
                .removeIf(name ->
                        List.of("aws:username", "kms:encryptioncontextkeys").contains(name.toLowerCase(Locale.ROOT)));
        facts.put("kms:CallerAccount", List.of(requester.account()));
        if (requester.type() == Requester.Type.USER) {
            facts.put("aws:username", List.of("ann"));
        }
        if (one(2)) {
            facts.put("aws:PrincipalTag/app", List.of(any(List.of("x", "y", "*"))));
        }
        context.forEach(
                (name, value) -> facts.merge("kms:EncryptionContext:" + name, List.of(value), RandomRequests::joined));
        facts.put("kms:EncryptionContextKeys", List.copyOf(context.keySet()));
        return facts;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private List<NaiveKeyDecision.SimpleGrant> grants(Requester requester) {
        List<NaiveKeyDecision.SimpleGrant> grants = new ArrayList<>();
        for (int i = one(2) ? 0 : 1 + random.nextInt(2); i > 0; i--) {
            List<String> operations = new ArrayList<>(List.of(any(OPERATIONS), any(OPERATIONS)));
            Map<String, String> pairs = any(CONTEXTS.subList(1, 4));
            int constraint = random.nextInt(4);
            grants.add(new NaiveKeyDecision.SimpleGrant(
                    any(names(requester)), operations, constraint == 0 ? pairs : null, constraint == 1 ? pairs : null));
        }
        return grants;
    }

    private <T> T any(List<T> pool) {
        return pool.get(random.nextInt(pool.size()));
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }
}
