package dev.trent.access;

import dev.trent.aws.Caller;
import dev.trent.aws.Footprint;
import dev.trent.identity.Identity;
import dev.trent.identity.NamedPolicy;
import dev.trent.policy.IdentityPolicies;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import dev.trent.policy.Requester;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A caller as decisions see it: how policies name it, and the policies it brings along. Made by [Callers].
///
/// @param caller who signed
/// @param identity the user or role whose policies count; null for a root user, also in a federated session
/// of its own
/// @param requester the caller as principals are matched
/// @param policies what is attached to the identity and what limits it
/// @param stamp a number that no other subject of this process has. A decision that did not look at the
/// request's context holds for every request with this stamp
public record Subject(
        Caller caller, @Nullable Identity identity, Requester requester, IdentityPolicies policies, long stamp) {
    private static final Policy EVERYTHING = Policy.parse(
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}",
            Kind.MANAGED);

    /// A policy has at least one statement; this one allows an action that nothing asks for.
    private static final Policy NOTHING = Policy.parse(
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"trent:Nothing\","
                    + "\"Resource\":\"*\"}}",
            Kind.SESSION);

    /// Returns about how many bytes of the heap this takes.
    ///
    /// The identity counts in full, although subjects share it. After a change of its policies, an old subject
    /// is the only holder of the old identity.
    long bytes() {
        long bytes = Footprint.object(6)
                + Footprint.object(8)
                + Footprint.object(4)
                + caller.bytes()
                + Footprint.collection(policies.attached().size())
                + (identity == null ? 0 : identity.bytes());
        for (Policy session : policies.session()) {
            bytes += session.bytes();
        }
        return bytes;
    }

    /// Puts a subject together.
    ///
    /// @param passed those of the session policies passed that still exist
    static Subject of(Caller caller, @Nullable Identity identity, List<Policy> passed, long stamp) {
        NamedPolicy boundary = identity == null ? null : identity.boundary();
        IdentityPolicies policies = new IdentityPolicies(
                attached(caller, identity), boundary == null ? null : boundary.policy(), session(caller, passed));
        return new Subject(caller, identity, requester(caller, identity, boundary != null), policies, stamp);
    }

    /// Returns the subject under the best or the worst assumption about the open keys. The names of its policies
    /// stay.
    ///
    /// @param open which condition keys have a value that is not known
    public Subject assuming(Predicate<String> open, boolean well) {
        UnaryOperator<Policy> assumed = policy -> policy.assuming(open, well);
        Identity now = identity == null ? null : identity.with(assumed);
        Policy boundary = policies.boundary();
        return new Subject(
                caller,
                now,
                requester,
                new IdentityPolicies(
                        now == null
                                ? policies.attached()
                                : now.policies().stream()
                                        .map(NamedPolicy::policy)
                                        .toList(),
                        now == null || now.boundary() == null
                                ? boundary
                                : now.boundary().policy(),
                        policies.session().stream().map(assumed).toList()),
                stamp);
    }

    private static List<Policy> attached(Caller caller, @Nullable Identity identity) {
        if (identity != null) {
            return identity.policies().stream().map(NamedPolicy::policy).toList();
        }
        // A root user has no policies and needs none; its federated sessions are limited by what was passed.
        return caller.type() == Caller.Type.FederatedUser ? List.of(EVERYTHING) : List.of();
    }

    /// Returns the policies that limit the session; none if nothing limits it.
    ///
    /// If policies were passed and are gone, nothing is allowed. A federated session without session policies
    /// has no right of its user, but every Deny of its user counts. Only a resource policy that names the
    /// session itself lets it in.
    private static List<Policy> session(Caller caller, List<Policy> passed) {
        if (caller.session() == null || !passed.isEmpty()) {
            return passed;
        }
        boolean limited = caller.type() == Caller.Type.FederatedUser
                || caller.session().policy() != null
                || !caller.session().policyArns().isEmpty();
        return limited ? List.of(NOTHING) : List.of();
    }

    private static Requester requester(Caller caller, @Nullable Identity identity, boolean bounded) {
        String issuerArn = identity == null ? null : identity.arn();
        String issuerId = identity == null ? null : identity.uniqueId();
        return switch (caller.type()) {
            case Root -> Requester.root(caller.arn(), caller.account());
            case IAMUser -> Requester.user(caller.arn(), caller.account(), caller.principalId(), bounded);
            case AssumedRole ->
                new Requester(
                        Requester.Type.ASSUMED_ROLE,
                        caller.arn(),
                        caller.account(),
                        caller.principalId(),
                        issuerArn,
                        issuerId,
                        bounded);
            case FederatedUser ->
                new Requester(
                        Requester.Type.FEDERATED_USER,
                        caller.arn(),
                        caller.account(),
                        caller.principalId(),
                        issuerArn,
                        issuerId,
                        bounded);
        };
    }
}
