package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.identity.Identity;
import dev.trent.policy.Evaluation;
import dev.trent.policy.IdentityDecision;
import dev.trent.policy.RequestContext;
import dev.trent.policy.Verdict;

/// What a role's trust policy and the caller's own policies say together to an action on the role.
///
/// A caller of the role's account that the trust policy names needs nothing more; one whose account it
/// names needs its own policies, too, and so does every caller of another account. A role that assumes
/// itself must be named.
///
/// Source: IAM User Guide, "Policy evaluation logic" and "Granting a user permissions to switch roles"; AWS
/// Security Blog, "Announcing an update to IAM role trust policy behavior".
public sealed interface TrustDecision {

    /// The caller may do it.
    record Trusted() implements TrustDecision {}

    /// The caller's own policies refuse.
    record DeniedByCaller() implements TrustDecision {}

    /// The trust policy refuses.
    ///
    /// @param explicit whether by a Deny, or by the lack of an Allow
    record DeniedByTrust(boolean explicit) implements TrustDecision {}

    /// An action on a role, and what conditions may look at.
    ///
    /// @param atTrust what the trust policy sees
    /// @param atCaller what the caller's own policies see
    record RoleCase(Action action, Subject subject, Identity role, RequestContext atTrust, RequestContext atCaller) {}

    /// Decides whether a role may be assumed.
    static TrustDecision ofAssuming(RoleCase asked) {
        IdentityDecision own = ofCaller(asked);
        Evaluation trust = ofTrustPolicy(asked);
        boolean here = asked.role.account().equals(asked.subject.caller().account());
        if (!here || own.explicitDenial() != null || !trust.denying().isEmpty()) {
            return ofBoth(own, trust);
        }
        if (!trust.direct().isEmpty()) {
            return new Trusted();
        }
        if (!trust.byIssuer().isEmpty()) {
            // The limits of a session cut a statement that names its role, but not one that names the session.
            return own.denialByLimit() == null ? new Trusted() : new DeniedByCaller();
        }
        boolean itself = asked.role.uniqueId().equals(asked.subject.caller().identityId());
        return itself ? new DeniedByTrust(false) : ofBoth(own, trust);
    }

    /// Decides whether tags or a source identity may be passed to a role, which both sides must allow
    /// always.
    static TrustDecision ofPassing(RoleCase asked) {
        return ofBoth(ofCaller(asked), ofTrustPolicy(asked));
    }

    private static TrustDecision ofBoth(IdentityDecision own, Evaluation trust) {
        if (own.explicitDenial() != null) {
            return new DeniedByCaller();
        }
        if (trust.verdict() != Verdict.ALLOW) {
            return new DeniedByTrust(trust.verdict() == Verdict.DENY);
        }
        return own.denial() == null ? new Trusted() : new DeniedByCaller();
    }

    private static IdentityDecision ofCaller(RoleCase asked) {
        Subject subject = asked.subject;
        return subject.policies().evaluate(asked.action, asked.role.arn(), subject.requester(), asked.atCaller);
    }

    private static Evaluation ofTrustPolicy(RoleCase asked) {
        if (asked.role.trust() == null) {
            throw new AssertionError(asked.role.uniqueId() + " has no trust policy");
        }
        return asked.role.trust().evaluate(asked.action, asked.role.arn(), asked.subject.requester(), asked.atTrust);
    }
}
