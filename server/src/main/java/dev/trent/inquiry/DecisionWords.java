package dev.trent.inquiry;

import dev.trent.access.Decision;
import dev.trent.access.Subject;
import dev.trent.identity.Identity;
import dev.trent.identity.NamedPolicy;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantConstraint;
import dev.trent.policy.Layer;
import dev.trent.policy.Policy;
import dev.trent.policy.Statement;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says in words which statement of which policy, or which grant, decides.
final class DecisionWords {
    private static final String KEY_POLICY = "key policy";

    private DecisionWords() {}

    /// Returns what decided about a key, one line for each policy or grant.
    ///
    /// @param shown returns how a principal is shown that is stored by its unique id
    static List<String> of(Subject subject, Decision decision, UnaryOperator<String> shown) {
        return switch (decision) {
            case Decision.AllowedByKeyPolicy byKey -> List.of(statement(KEY_POLICY, byKey.statement()));
            case Decision.AllowedByIdentity byIdentity ->
                List.of(
                        statement(KEY_POLICY, byIdentity.delegation()),
                        own(subject, byIdentity.policy(), byIdentity.statement()));
            case Decision.AllowedByGrant byGrant -> List.of(grant(byGrant.grant(), shown));
            case Decision.Denied denied ->
                denied.statement() == null
                        ? List.of("the lack of an Allow in the " + name(denied.layer()))
                        : denied.layer() == Layer.RESOURCE
                                ? List.of(statement(KEY_POLICY, denied.statement()))
                                : List.of(own(subject, denied.policy(), denied.statement()));
        };
    }

    /// Returns which of the caller's own policies decided.
    ///
    /// @param policy null for a root user, who needs none
    static String own(Subject subject, @Nullable Policy policy, @Nullable Statement statement) {
        return policy == null || statement == null
                ? "the root user of account " + subject.caller().account() + ", who needs no policy"
                : statement(label(subject, policy), statement);
    }

    /// Returns what a policy of the caller is called.
    static String label(Subject subject, Policy policy) {
        Identity identity = subject.identity();
        if (identity != null) {
            for (NamedPolicy named : identity.policies()) {
                if (named.policy() == policy) {
                    return "identity-based policy " + named.name() + " of " + named.holder();
                }
            }
            if (identity.boundary() != null && identity.boundary().policy() == policy) {
                return "permissions boundary " + identity.boundary().name();
            }
        }
        return "session policy";
    }

    static String statement(String policy, Statement statement) {
        String sid = statement.sid().isEmpty() ? "" : " \"" + statement.sid() + "\"";
        return policy + ", statement " + (statement.index() + 1) + sid;
    }

    static String keyStatement(Statement statement) {
        return statement(KEY_POLICY, statement);
    }

    static String grant(Grant grant, UnaryOperator<String> shown) {
        String name = grant.name().isEmpty() ? "" : " \"" + grant.name() + "\"";
        GrantConstraint constraint = grant.constraint();
        return "grant " + grant.grantId() + name + " to " + shown.apply(grant.grantee())
                + (constraint == null ? "" : ", with " + constraint(constraint));
    }

    static String constraint(GrantConstraint constraint) {
        return constraint.type() + " "
                + new TreeMap<>(constraint.pairs())
                        .entrySet().stream()
                                .map(pair -> pair.getKey() + "=" + pair.getValue())
                                .collect(Collectors.joining(", "));
    }

    private static String name(Layer layer) {
        return switch (layer) {
            case IDENTITY -> "identity-based policies";
            case BOUNDARY -> "permissions boundary";
            case SESSION -> "session policies";
            case RESOURCE -> KEY_POLICY;
        };
    }
}
