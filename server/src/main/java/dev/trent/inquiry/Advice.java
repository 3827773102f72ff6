package dev.trent.inquiry;

import dev.trent.aws.Action;
import dev.trent.aws.Fold;
import dev.trent.policy.Finding;
import dev.trent.policy.NearMiss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What would let a denied request through, nearest first.
///
/// A request with another value needs no new right, so it comes first. Then come statements that would fit
/// if they named the caller, the action or the key. New rights come last, because a reader who follows the first
/// advice should widen nothing.
final class Advice {
    private static final int SENTENCES_MAX = 8;

    private final FindingWords words;
    private final List<Remedy> remedies = new ArrayList<>();

    /// How far a remedy is from the request as it was made.
    enum Nearness {
        /// Nothing can be changed, or only a Deny.
        ONLY,
        /// One value of the request.
        VALUE,
        /// Several values of the request.
        VALUES,
        /// The principal of a statement.
        PRINCIPAL,
        /// The actions or the resources of a statement.
        SCOPE,
        /// A new statement in a policy that is there.
        STATEMENT,
        /// A new grant.
        GRANT,
        /// A new policy.
        POLICY
    }

    private record Remedy(Nearness nearness, String sentence) {}

    Advice(FindingWords words) {
        this.words = words;
    }

    Advice add(Nearness nearness, String sentence) {
        remedies.add(new Remedy(nearness, sentence));
        return this;
    }

    /// Adds the statements of a policy that nearly allow the request.
    ///
    /// @param policy what the policy is called in a sentence, such as `the key policy`
    /// @param inKeyPolicy whether it is a key policy
    /// @param caller the user or role that a statement would have to name
    /// @param further says of a statement what else would have to be; empty for nothing
    void addNearMisses(
            String policy, boolean inKeyPolicy, List<NearMiss> misses, Action action, String caller, Further further) {
        for (NearMiss miss : misses) {
            String start = Fold.withCapital(words.statement(miss.statement())) + " of " + policy + " would allow it ";
            String end = further.of(miss) + ".";
            if (miss.failsByConditionsOnly()) {
                addConditions(start, end, compared(miss), inKeyPolicy);
            } else if (miss.failsByPrincipalOnly() && !miss.statement().isSweeping(action.service())) {
                add(Nearness.PRINCIPAL, start + "if its " + principalElement(miss, caller) + end);
            } else if (miss.mismatches().size() == 1) {
                addScope(start + "if its ", end, miss.mismatches().getFirst(), action);
            }
        }
    }

    /// What a nearly allowing statement would need besides.
    @FunctionalInterface
    interface Further {
        /// Returns the end of a sentence, such as `, and …`; empty for nothing.
        String of(NearMiss miss);
    }

    private void addScope(String start, String end, Finding mismatch, Action action) {
        switch (mismatch) {
            // A statement about another service is not near, whatever else it says.
            case Finding.OtherAction other
            when isOfService(other.wanted(), action.service() + ":") ->
                add(
                        Nearness.SCOPE,
                        start + (other.negated() ? "NotAction left out " : "Action included ") + other.found() + end);
            case Finding.OtherResource other
            when isOfService(other.wanted(), ":" + action.service() + ":") ->
                add(
                        Nearness.SCOPE,
                        start
                                + (other.negated() ? "NotResource left out " : "Resource included ")
                                + words.quoted(other.found())
                                + end);
            case Finding.OtherAction _,
                    Finding.OtherResource _,
                    Finding.Applies _,
                    Finding.OtherPrincipal _,
                    Finding.ConditionFails _ -> {}
        }
    }

    private static boolean isOfService(List<String> wanted, String part) {
        return wanted.stream().anyMatch(value -> ConditionKeys.folded(value).contains(part));
    }

    private static List<Finding.Compared> compared(NearMiss miss) {
        return miss.mismatches().stream()
                .map(Finding.ConditionFails.class::cast)
                .map(Finding.ConditionFails::condition)
                .toList();
    }

    private void addConditions(String start, String end, List<Finding.Compared> conditions, boolean inKeyPolicy) {
        List<Finding.Compared> impossible = conditions.stream()
                .filter(condition -> isImpossible(condition, inKeyPolicy))
                .toList();
        if (impossible.isEmpty()) {
            add(
                    conditions.size() == 1 ? Nearness.VALUE : Nearness.VALUES,
                    start + "if " + joined(conditions, this::wished) + end);
        } else {
            // No request can satisfy it: the statement has to change.
            add(
                    Nearness.SCOPE,
                    start + "without " + joined(impossible, condition -> without(condition, inKeyPolicy)) + end);
        }
    }

    private static boolean isImpossible(Finding.Compared condition, boolean inKeyPolicy) {
        return condition.found().isEmpty()
                && (ConditionKeys.isNeverSet(condition.key())
                        || (inKeyPolicy && ConditionKeys.isOfIdentityPoliciesOnly(condition.key())));
    }

    private String without(Finding.Compared condition, boolean inKeyPolicy) {
        return "its condition on " + words.cut(condition.key()) + ": " + words.found(condition, inKeyPolicy);
    }

    private String wished(Finding.Compared condition) {
        boolean equality = condition.operator().equals("StringEquals")
                && condition.wanted().size() == 1;
        String wanted = equality
                ? words.cut(condition.key()) + " were "
                        + words.quoted(condition.wanted().getFirst())
                : words.cut(condition.key()) + " satisfied " + condition.operator() + " "
                        + words.listed(condition.wanted());
        return wanted + " (" + words.found(condition, false) + ")";
    }

    private String joined(List<Finding.Compared> conditions, Function<Finding.Compared, String> said) {
        return conditions.stream().limit(words.valuesMax()).map(said).collect(Collectors.joining(" and "));
    }

    private String principalElement(NearMiss miss, String caller) {
        Finding.OtherPrincipal other =
                (Finding.OtherPrincipal) miss.mismatches().getFirst();
        return other.negated()
                ? "NotPrincipal did not name " + caller
                : "Principal named " + caller + "; it names " + words.principals(other.wanted());
    }

    /// Returns the sentences, the nearest remedy first.
    List<String> sentences() {
        return remedies.stream()
                .sorted(Comparator.comparing(Remedy::nearness))
                .limit(SENTENCES_MAX)
                .map(Remedy::sentence)
                .toList();
    }
}
