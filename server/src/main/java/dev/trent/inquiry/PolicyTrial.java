package dev.trent.inquiry;

import dev.trent.access.Decision;
import dev.trent.access.KeyCase;
import dev.trent.aws.Action;
import dev.trent.aws.Arn;
import dev.trent.keys.KmsAction;
import dev.trent.policy.Denial;
import dev.trent.policy.Evaluation;
import dev.trent.policy.IdentityDecision;
import dev.trent.policy.IdentityPolicies;
import dev.trent.policy.Policy;
import dev.trent.policy.RequestContext;
import dev.trent.policy.Requester;
import dev.trent.policy.Statement;
import dev.trent.policy.Steps;
import dev.trent.policy.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tries given policies on requests that nobody makes, for IAM's simulations.
///
/// Unlike a [Simulator] it knows no stored fact: not the policy, the grants or the tags of a KMS key. The given
/// policies decide as they do for requests.
///
/// @param requester who would ask
/// @param attached what is attached to the requester
/// @param boundary the permissions boundary; null if there is none
/// @param resourcePolicy the policy of the KMS key that is asked for; null if it is none, or not tried
/// @param entries the values of condition keys; a key that is not here is absent
public record PolicyTrial(
        Requester requester,
        List<Source> attached,
        @Nullable Source boundary,
        @Nullable Source resourcePolicy,
        Map<String, List<String>> entries) {

    private static final String RESOURCE_ACCOUNT = "aws:ResourceAccount";

    /// Copies the collections.
    public PolicyTrial {
        attached = List.copyOf(attached);
        // Not Map.copyOf: in its tables, keys that collide cost quadratic time, and a caller chooses these.
        entries = Collections.unmodifiableMap(new HashMap<>(entries));
    }

    /// A policy and what answers call it.
    ///
    /// @param type as IAM's `PolicySourceType` has it
    public record Source(String id, String type, Policy policy) {}

    /// A statement that decides.
    public record Matched(Source source, Statement statement) {}

    /// What a request would come to.
    ///
    /// @param verdict Allow, a Deny, or neither
    /// @param matched the statements that decide
    /// @param missing the condition keys that were looked at and have no value
    /// @param withinBoundary whether the boundary allows; null if there is none
    /// @param ofCaller what the caller's own policies say; null unless the key is another account's
    /// @param ofKey what the key policy says; null likewise
    public record Result(
            Verdict verdict,
            List<Matched> matched,
            List<String> missing,
            @Nullable Boolean withinBoundary,
            @Nullable Verdict ofCaller,
            @Nullable Verdict ofKey) {
        /// Copies the lists.
        public Result {
            matched = List.copyOf(matched);
            missing = List.copyOf(missing);
        }
    }

    /// Tries a request.
    ///
    /// @param resource an ARN, or `*`
    /// @param steps counts what it takes
    public Result of(Action action, String resource, Steps steps) {
        RequestContext atKey = atKey(resource, steps);
        RequestContext context = atKey.extended();
        entries.forEach((key, values) -> {
            if (ConditionKeys.isOfIdentityPoliciesOnly(key)) {
                context.add(key, values);
            }
        });
        IdentityPolicies own = new IdentityPolicies(
                attached.stream().map(Source::policy).toList(), boundary == null ? null : boundary.policy(), List.of());
        IdentityDecision decision = own.evaluate(action, resource, requester, context);
        Verdict verdict = verdict(action, resource, own, decision, atKey, context);
        Set<String> missing = new LinkedHashSet<>();
        List<Matched> matched = new ArrayList<>();
        boolean denied = verdict == Verdict.DENY;
        for (Source source : ownSources()) {
            missing.addAll(source.policy.missing(action, requester, context));
            matched.addAll(matched(source, action, resource, context, denied));
        }
        if (resourcePolicy != null) {
            missing.addAll(resourcePolicy.policy.missing(action, requester, atKey));
            matched.addAll(matched(resourcePolicy, action, resource, atKey, denied));
        }
        Boolean withinBoundary = boundary == null ? null : decision.boundary().verdict() == Verdict.ALLOW;
        boolean abroad = isAbroad(resource);
        return new Result(
                verdict,
                matched,
                List.copyOf(missing),
                withinBoundary,
                abroad ? verdict(decision) : null,
                abroad && resourcePolicy != null
                        ? resourcePolicy
                                .policy
                                .evaluate(action, resource, requester, atKey)
                                .verdict()
                        : null);
    }

    /// Returns the facts as a key policy sees them.
    private RequestContext atKey(String resource, Steps steps) {
        RequestContext context = new RequestContext(steps);
        entries.forEach((key, values) -> {
            if (!ConditionKeys.isOfIdentityPoliciesOnly(key)) {
                context.add(key, values);
            }
        });
        boolean given = entries.keySet().stream().anyMatch(key -> ConditionKeys.sameName(key, RESOURCE_ACCOUNT));
        String account = Arn.parse(resource).map(Arn::account).orElse("");
        if (!given && !account.isEmpty()) {
            context.add(RESOURCE_ACCOUNT, account);
        }
        return context;
    }

    private boolean isAbroad(String resource) {
        return resourcePolicy != null
                && Arn.parse(resource)
                        .map(arn -> !arn.account().equals(requester.account()))
                        .orElse(false);
    }

    private static Verdict verdict(IdentityDecision decision) {
        Denial denial = decision.denial();
        return denial == null ? Verdict.ALLOW : denial.explicit() ? Verdict.DENY : Verdict.NONE;
    }

    private Verdict verdict(
            Action action,
            String resource,
            IdentityPolicies own,
            IdentityDecision decision,
            RequestContext atKey,
            RequestContext context) {
        Arn key = Arn.parse(resource).orElse(null);
        if (resourcePolicy == null || key == null) {
            return verdict(decision);
        }
        Action canonical = KmsAction.canonical(action);
        Decision onKey = new KeyCase(
                        requester,
                        own,
                        canonical,
                        KmsAction.of(canonical),
                        key,
                        resourcePolicy.policy,
                        atKey,
                        context,
                        _ -> null)
                .decide();
        return switch (onKey) {
            case Decision.AllowedByKeyPolicy _, Decision.AllowedByIdentity _, Decision.AllowedByGrant _ ->
                Verdict.ALLOW;
            case Decision.Denied denied -> denied.explicit() ? Verdict.DENY : Verdict.NONE;
        };
    }

    private List<Source> ownSources() {
        List<Source> sources = new ArrayList<>(attached);
        if (boundary != null) {
            sources.add(boundary);
        }
        return sources;
    }

    /// If a Deny applies, only the statements that deny are listed.
    private List<Matched> matched(
            Source source, Action action, String resource, RequestContext context, boolean denied) {
        Evaluation evaluation = source.policy.evaluate(action, resource, requester, context);
        List<Statement> statements = new ArrayList<>(evaluation.denying());
        if (!denied) {
            statements.addAll(evaluation.direct());
            statements.addAll(evaluation.byIssuer());
            statements.addAll(evaluation.byAccount());
        }
        return statements.stream()
                .map(statement -> new Matched(source, statement))
                .toList();
    }
}
