package dev.trent.access;

import static java.util.Objects.requireNonNull;

import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.aws.Origin;
import dev.trent.aws.Partition;
import dev.trent.call.Invocation;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.KmsAction;
import dev.trent.policy.RequestContext;
import dev.trent.policy.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the question about a key that a case asks.
public final class CaseInMemory {
    private CaseInMemory() {}

    /// Returns the case of a request as a value.
    public static KeyCase of(AuthorizationCase one, Situation situation) {
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
        return new KeyCase(
                subject.requester(),
                subject.policies(),
                Action.kms(one.operation()),
                KmsAction.of(Action.kms(one.operation())),
                arn,
                situation.policyOf(key),
                atKey,
                atCaller,
                grants(one, situation, key));
    }

    /// Returns the key as the request names it.
    public static String identifier(AuthorizationCase one, Situation situation) {
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
                || principal.equals(Partition.AWS.root(grant.issuingAccount()).toString())
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

    /// Returns the call.
    public static Invocation call(AuthorizationCase one, Subject subject) {
        Object region = one.members("request").getOrDefault("region", "us-east-1");
        Origin origin = new Origin("127.0.0.1", null, "", "", "");
        return new Invocation(subject.caller(), region.toString(), "id", Situation.NOW, origin);
    }
}
