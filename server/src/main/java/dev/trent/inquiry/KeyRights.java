package dev.trent.inquiry;

import dev.trent.access.Callers;
import dev.trent.access.Cases;
import dev.trent.access.Decision;
import dev.trent.access.KeyCase;
import dev.trent.access.KeyRequest;
import dev.trent.access.Subject;
import dev.trent.aws.Caller;
import dev.trent.aws.Origin;
import dev.trent.call.Invocation;
import dev.trent.identity.Identity;
import dev.trent.keys.Grant;
import dev.trent.keys.GrantOperation;
import dev.trent.keys.Key;
import dev.trent.keys.KmsAction;
import dev.trent.policy.Effect;
import dev.trent.policy.IdentityDecision;
import dev.trent.policy.Open;
import dev.trent.policy.Policy;
import dev.trent.policy.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What principals can do with one key.
///
/// Each principal is asked about twice, because a request decides some values. In the first question every
/// such value helps the request, in the second none does. What the first denies is never allowed. What the
/// second allows is always allowed. All else depends on statements and grants, which are listed.
final class KeyRights {
    private static final int CONDITIONS_MAX = 20;
    private static final String NO_REQUEST = "00000000-0000-0000-0000-000000000000";

    private final Cases cases;
    private final Callers callers;
    private final PresumedCallers principals;
    private final Key key;
    private final List<KmsAction> actions;
    private final Instant now;
    private final KeyGrants grants;
    private final Policy keyPolicy;

    KeyRights(
            Cases cases,
            Callers callers,
            PresumedCallers principals,
            KeyGrants grants,
            Key key,
            List<KmsAction> actions,
            Instant now) {
        this.cases = cases;
        this.callers = callers;
        this.principals = principals;
        this.key = key;
        this.actions = List.copyOf(actions);
        this.now = now;
        this.grants = grants;
        this.keyPolicy = cases.keyPolicy(key);
    }

    Instant now() {
        return now;
    }

    KeyGrants grants() {
        return grants;
    }

    /// Returns what a user, or any session of a role, can do; null if nothing.
    WhoCan.@Nullable User of(Identity identity) {
        boolean role = identity.kind() == Identity.Kind.ROLE;
        WhoCan.User user = of(PresumedCallers.caller(identity, now), role);
        return user == null ? null : new WhoCan.User(identity.arn(), user.rights());
    }

    /// Returns what a caller can do; null if nothing.
    ///
    /// @param anySession whether it stands for all sessions of a role
    WhoCan.@Nullable User of(Caller caller, boolean anySession) {
        Subject subject = callers.fresh(caller);
        Map<Reason, List<String>> rights = new LinkedHashMap<>();
        for (KmsAction action : actions) {
            Reason reason = new Asked(subject, anySession, action).reason();
            if (reason != null) {
                rights.computeIfAbsent(reason, _ -> new ArrayList<>())
                        .add(action.action().toString());
            }
        }
        return rights.isEmpty()
                ? null
                : new WhoCan.User(
                        caller.arn(),
                        rights.entrySet().stream()
                                .map(right -> new WhoCan.Right(
                                        List.copyOf(right.getValue()), right.getKey().by, right.getKey().conditions))
                                .toList());
    }

    /// Why an action is allowed, and depending on what.
    private record Reason(List<String> by, List<String> conditions) {}

    /// One principal and one action.
    private final class Asked {
        private final Subject subject;
        private final KmsAction action;
        private final boolean retiring;
        private final @Nullable GrantOperation operation;
        private final Predicate<String> open;

        Asked(Subject subject, boolean anySession, KmsAction action) {
            this.subject = subject;
            this.action = action;
            this.retiring = action == KmsAction.RetireGrant;
            this.operation = action.grantOperation();
            this.open = name -> ConditionKeys.isOpen(name, subject, anySession, key, action);
        }

        @Nullable
        Reason reason() {
            Subject well = subject.assuming(open, true);
            Decision best = decide(well, true);
            if (!best.allowed()) {
                return null;
            }
            Subject ill = subject.assuming(open, false);
            Decision worst = decide(ill, false);
            return worst.allowed()
                    ? new Reason(DecisionWords.of(ill, worst, principals::shown), List.of())
                    : new Reason(DecisionWords.of(well, best, principals::shown), conditions());
        }

        private Decision decide(Subject assumed, boolean well) {
            Function<String, @Nullable Grant> grantOf = retiring
                    ? grants.retirable()
                    : well ? grants.whateverContext(operation) : grants.withoutContext(operation);
            KeyCase asked = caseOf(assumed, keyPolicy.assuming(open, well), grantOf);
            return retiring ? asked.decideByGrant() : asked.decide();
        }

        private KeyCase caseOf(Subject assumed, Policy policy, Function<String, @Nullable Grant> grantOf) {
            KeyRequest request = KeyRequest.of(action, key.arn().toString())
                    .with(context -> action.usualFacts().forEach((name, value) -> {
                        if (!open.test(name)) {
                            context.add(name, value);
                        }
                    }));
            Invocation call = new Invocation(subject.caller(), key.region(), NO_REQUEST, now, Origin.NOWHERE);
            return cases.with(call, assumed, key, policy, request, null, grantOf);
        }

        private List<String> conditions() {
            List<String> conditions = new ArrayList<>();
            KeyCase asked = caseOf(subject, keyPolicy, _ -> null);
            String arn = key.arn().toString();
            keyPolicy
                    .open(action.action(), arn, subject.requester(), asked.atKey(), open)
                    .forEach(statement -> conditions.add(words("key policy", statement)));
            IdentityDecision certain =
                    caseOf(subject.assuming(open, false), keyPolicy, _ -> null).onCaller();
            for (Policy policy : subject.policies().attached()) {
                boolean sure = certain.identity().verdict() == Verdict.ALLOW;
                add(conditions, policy, asked, sure);
            }
            Policy boundary = subject.policies().boundary();
            if (boundary != null) {
                add(conditions, boundary, asked, certain.boundary().verdict() == Verdict.ALLOW);
            }
            for (Policy policy : subject.policies().session()) {
                add(conditions, policy, asked, certain.session().verdict() == Verdict.ALLOW);
            }
            for (String principal : names()) {
                grants.constrained(principal, operation)
                        .forEach(grant -> conditions.add(
                                "if the encryption context suits " + DecisionWords.grant(grant, principals::shown)));
            }
            return conditions.size() <= CONDITIONS_MAX ? List.copyOf(conditions) : cut(conditions);
        }

        private List<String> cut(List<String> conditions) {
            List<String> some = new ArrayList<>(conditions.subList(0, CONDITIONS_MAX));
            some.add("and depending on " + (conditions.size() - CONDITIONS_MAX) + " more");
            return List.copyOf(some);
        }

        /// Adds the statements of a policy that may apply.
        ///
        /// @param sure whether the policy's layer allows anyway, so that another Allow does not matter
        private void add(List<String> conditions, Policy policy, KeyCase asked, boolean sure) {
            policy.open(action.action(), key.arn().toString(), subject.requester(), asked.atCaller(), open).stream()
                    .filter(open -> !sure || open.statement().effect() == Effect.DENY)
                    .forEach(statement -> conditions.add(words(DecisionWords.label(subject, policy), statement)));
        }

        private List<String> names() {
            List<String> names = new ArrayList<>();
            Caller caller = subject.caller();
            names.add(caller.type() == Caller.Type.IAMUser ? caller.principalId() : caller.arn());
            if (subject.requester().issuerId() != null) {
                names.add(subject.requester().issuerId());
            }
            names.add(key.arn().rootOf(caller.account()).toString());
            return names.stream().distinct().toList();
        }
    }

    private static String words(String policy, Open open) {
        String parts = open.parts().stream()
                .map(part -> part.key() + " " + part.operator() + " "
                        + part.wanted().stream()
                                .map(value -> "\"" + value + "\"")
                                .collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(" and "));
        boolean allow = open.statement().effect() == Effect.ALLOW;
        return (allow ? "if " : "unless ") + parts + " (" + DecisionWords.statement(policy, open.statement()) + ")";
    }
}
