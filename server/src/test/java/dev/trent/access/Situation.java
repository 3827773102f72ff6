package dev.trent.access;

import static java.util.Objects.requireNonNull;

import dev.trent.aws.Arn;
import dev.trent.aws.Caller;
import dev.trent.aws.Partition;
import dev.trent.aws.Session;
import dev.trent.identity.Identity;
import dev.trent.identity.NamedPolicy;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantConstraint;
import dev.trent.keys.GrantOperation;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The situation of a case as the values that decisions are made of. Names are bound to unique ids as on a
/// server: when a policy or grant is made, before the case's steps happen.
public final class Situation {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final Map<String, String> ACCOUNTS =
            Map.of("A", "111122223333", "B", "444455556666", "C", "777788889999");

    final Symbols symbols = new Symbols();
    private final AuthorizationCase source;
    private final Map<String, Entity> entities = new HashMap<>();
    private final Map<String, Policy> keyPolicies = new HashMap<>();
    private final List<Grant> grants = new ArrayList<>();

    /// A user or role.
    private static final class Entity {
        final boolean user;
        final String account;
        final Map<String, Object> wish;
        final int number;
        String name;
        int births;

        Entity(int number, boolean user, String account, Map<String, Object> wish, String name) {
            this.number = number;
            this.user = user;
            this.account = account;
            this.wish = wish;
            this.name = name;
        }

        String arn() {
            return "arn:aws:iam::" + account + (user ? ":user" : ":role") + wish.getOrDefault("path", "/") + name;
        }

        String uniqueId() {
            return "%s%010dX%06d".formatted(user ? "AIDA" : "AROA", number, births);
        }
    }

    /// Makes the situation of a case.
    public Situation(AuthorizationCase source) {
        this.source = source;
        ACCOUNTS.forEach(symbols::put);
        source.members("keys").forEach((name, key) -> nameKey(name, Tree.map(key)));
        source.members("users")
                .forEach((name, user) ->
                        add(name, new Entity(entities.size(), true, account(user), Tree.map(user), name)));
        source.members("roles")
                .forEach((name, role) ->
                        add(name, new Entity(entities.size(), false, account(role), Tree.map(role), name)));
        source.members("sessions")
                .forEach((name, session) -> symbols.put("session:" + name, sessionArn(name, Tree.map(session))));
        source.members("keys").forEach((name, key) -> keyPolicies.put(name, keyPolicy(Tree.map(key))));
        source.members("grants").forEach((name, grant) -> grants.add(grant(name, Tree.map(grant))));
        source.elements("steps").forEach(step -> happen(Tree.map(step)));
        symbols.put("caller", caller().arn());
    }

    private static String account(Object thing) {
        return requireNonNull(ACCOUNTS.get(String.valueOf(Tree.map(thing).getOrDefault("account", "A"))));
    }

    private void nameKey(String name, Map<String, Object> key) {
        String id =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        symbols.put("key:" + name, Arn.ofKey("us-east-1", account(key), id).toString());
        symbols.put("key:" + name + ".id", id);
    }

    private void add(String name, Entity entity) {
        entities.put(name, entity);
        String symbol = (entity.user ? "user:" : "role:") + name;
        symbols.put(symbol, entity.arn());
        symbols.put(symbol + ".id", entity.uniqueId());
    }

    private Entity entity(Object name) {
        return requireNonNull(entities.get(String.valueOf(name)), "no user or role " + name);
    }

    private void happen(Map<String, Object> step) {
        if (step.containsKey("rename")) {
            Entity entity = entity(step.get("rename"));
            entity.name = String.valueOf(step.get("to"));
            symbols.put("user:" + step.get("rename"), entity.arn());
        } else if (step.containsKey("create")) {
            entity(step.get("create")).births++;
        } else if (!step.containsKey("delete")) {
            throw new AssertionError("a call cannot be made in memory");
        }
    }

    private String sessionArn(String name, Map<String, Object> session) {
        if (session.containsKey("token")) {
            return entity(session.get("token")).arn();
        }
        if (session.containsKey("role")) {
            Entity role = entity(session.get("role"));
            return "arn:aws:sts::" + role.account + ":assumed-role/" + role.name + "/"
                    + session.getOrDefault("name", name);
        }
        return "arn:aws:sts::" + entity(requireNonNull(session.get("by"))).account + ":federated-user/"
                + session.get("federated");
    }

    private static String delegation(Object account) {
        return "[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"{%s}\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]"
                .formatted(account);
    }

    // Keys and grants

    private Policy keyPolicy(Map<String, Object> key) {
        Object statements = key.getOrDefault("policy", Tree.read(delegation(key.getOrDefault("account", "A"))));
        Policy written = Policy.parseStored(symbols.document(statements), Kind.KEY_POLICY);
        return Policy.parseStored(written.textWithPrincipals(principal -> bound(principal.value())), Kind.KEY_POLICY);
    }

    /// Returns the unique id of a user, role or session of a role in place of its ARN.
    private String bound(String principal) {
        for (Entity role : entities.values()) {
            String session = "arn:aws:sts::" + role.account + ":assumed-role/" + role.name + "/";
            if (!role.user && principal.startsWith(session)) {
                return role.uniqueId() + ":" + principal.substring(session.length());
            }
        }
        return entities.values().stream()
                .filter(entity -> entity.arn().equals(principal))
                .map(Entity::uniqueId)
                .findFirst()
                .orElse(principal);
    }

    /// Returns the ARN that a user or role has now, of whom a policy holds the unique id.
    public String arnOf(String stored) {
        return entities.values().stream()
                .filter(entity -> entity.uniqueId().equals(stored))
                .map(Entity::arn)
                .findFirst()
                .orElse(stored);
    }

    private Grant grant(String name, Map<String, Object> wish) {
        String key = String.valueOf(wish.get("key"));
        Arn arn = Arn.parse(symbols.get("key:" + key)).orElseThrow();
        Set<GrantOperation> operations = new HashSet<>();
        Tree.list(requireNonNull(wish.get("operations")))
                .forEach(operation -> operations.add(GrantOperation.valueOf(String.valueOf(operation))));
        Object retiring = wish.get("retiring");
        return new Grant(
                arn,
                symbols.get("key:" + key + ".id"),
                symbols.filled("{grant:" + name + "}"),
                "",
                bound(symbols.filled(String.valueOf(wish.get("grantee")))),
                retiring == null ? null : bound(symbols.filled(String.valueOf(retiring))),
                wish.containsKey("by") ? requireNonNull(ACCOUNTS.get(String.valueOf(wish.get("by")))) : arn.account(),
                operations,
                constraint(wish.get("constraints")),
                NOW);
    }

    static @Nullable GrantConstraint constraint(@Nullable Object wish) {
        if (wish == null) {
            return null;
        }
        Map.Entry<String, Object> only = Tree.map(wish).entrySet().iterator().next();
        Map<String, String> pairs = new HashMap<>();
        Tree.map(only.getValue()).forEach((name, value) -> pairs.put(name, String.valueOf(value)));
        return new GrantConstraint(GrantConstraint.Type.valueOf(only.getKey()), pairs);
    }

    /// Returns the name of the key that an id, an ARN or an alias stands for.
    public String keyNamed(String identifier) {
        for (Map.Entry<String, Object> key : source.members("keys").entrySet()) {
            String arn = symbols.get("key:" + key.getKey());
            String alias = arn.substring(0, arn.indexOf("key/"));
            List<Object> aliases = Tree.list(Tree.map(key.getValue()).getOrDefault("aliases", List.of()));
            boolean named = identifier.equals(arn)
                    || identifier.equals(symbols.get("key:" + key.getKey() + ".id"))
                    || aliases.stream().anyMatch(a -> identifier.equals(a) || identifier.equals(alias + a));
            if (named) {
                return key.getKey();
            }
        }
        throw new AssertionError("no key is " + identifier);
    }

    Policy policyOf(String key) {
        return requireNonNull(keyPolicies.get(key));
    }

    /// Returns the grants on a key.
    public List<Grant> grantsOn(String key) {
        return grants.stream()
                .filter(grant -> grant.key().toString().equals(symbols.get("key:" + key)))
                .toList();
    }

    // The caller

    /// Returns the caller.
    public Subject subject() {
        Caller caller = caller();
        Map<String, Object> session = Tree.map(source.members("sessions").getOrDefault(source.caller(), Map.of()));
        List<Policy> passed = new ArrayList<>();
        if (session.containsKey("policy")) {
            passed.add(Policy.parseStored(symbols.document(requireNonNull(session.get("policy"))), Kind.SESSION));
        }
        if (session.containsKey("managed")) {
            passed.add(Policy.parseStored(symbols.document(requireNonNull(session.get("managed"))), Kind.MANAGED));
        }
        return Subject.of(
                caller, ACCOUNTS.containsKey(source.caller()) ? null : identity(entityOfCaller(session)), passed, 1);
    }

    private Entity entityOfCaller(Map<String, Object> session) {
        for (String member : List.of("role", "by", "token")) {
            if (session.containsKey(member)) {
                return entity(session.get(member));
            }
        }
        return entity(source.caller());
    }

    private Caller caller() {
        String name = source.caller();
        if (ACCOUNTS.containsKey(name)) {
            return Caller.root(Partition.AWS, requireNonNull(ACCOUNTS.get(name)), "AKIAROOT");
        }
        Map<String, Object> session = Tree.map(source.members("sessions").getOrDefault(name, Map.of()));
        Entity entity = entityOfCaller(session);
        if (session.containsKey("role")) {
            Session.Issuer issuer =
                    new Session.Issuer("Role", entity.uniqueId(), entity.arn(), entity.account, entity.name);
            String id = entity.uniqueId() + ":" + session.getOrDefault("name", name);
            return new Caller(
                    Caller.Type.AssumedRole,
                    entity.account,
                    id,
                    sessionArn(name, session),
                    "ASIA",
                    null,
                    session(session, issuer));
        }
        if (session.containsKey("federated")) {
            Session.Issuer issuer =
                    new Session.Issuer("IAMUser", entity.uniqueId(), entity.arn(), entity.account, entity.name);
            String id = entity.account + ":" + session.get("federated");
            return new Caller(
                    Caller.Type.FederatedUser,
                    entity.account,
                    id,
                    sessionArn(name, session),
                    "ASIA",
                    null,
                    session(session, issuer));
        }
        return new Caller(
                Caller.Type.IAMUser,
                entity.account,
                entity.uniqueId(),
                entity.arn(),
                "AKIA",
                entity.name,
                session.isEmpty() ? null : session(session, null));
    }

    private Session session(Map<String, Object> wish, Session.@Nullable Issuer issuer) {
        return new Session(
                NOW.minusSeconds(60),
                issuer,
                wish.containsKey("policy") ? symbols.document(requireNonNull(wish.get("policy"))) : null,
                wish.containsKey("managed") ? List.of("arn:aws:iam::111122223333:policy/session") : List.of(),
                tags(wish),
                Set.of(),
                (String) wish.get("sourceIdentity"),
                false);
    }

    private static Map<String, String> tags(Map<String, Object> thing) {
        Map<String, String> tags = new HashMap<>();
        Tree.map(thing.getOrDefault("tags", Map.of())).forEach((key, value) -> tags.put(key, String.valueOf(value)));
        return tags;
    }

    private Identity identity(Entity entity) {
        List<NamedPolicy> policies = new ArrayList<>();
        // Who is made again after a deletion has the same policies again.
        for (String member : List.of("policy", "groupPolicy", "managed")) {
            Object policy = entity.wish.get(member);
            if (policy != null && !policy.equals(List.of())) {
                policies.add(named(entity, policy, member.equals("managed") ? Kind.MANAGED : Kind.IDENTITY));
            }
        }
        Object boundary = entity.wish.get("boundary");
        return new Identity(
                Partition.AWS,
                entity.user ? Identity.Kind.USER : Identity.Kind.ROLE,
                entity.account,
                entity.uniqueId(),
                entity.arn(),
                entity.name,
                tags(entity.wish),
                policies,
                boundary == null ? null : named(entity, boundary, Kind.BOUNDARY),
                null,
                3600,
                1);
    }

    private NamedPolicy named(Entity entity, Object policy, Kind kind) {
        return new NamedPolicy(
                "policy", entity.arn(), kind != Kind.IDENTITY, Policy.parseStored(symbols.document(policy), kind));
    }
}
