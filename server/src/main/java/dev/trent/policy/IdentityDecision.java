package dev.trent.policy;

import dev.trent.aws.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answers of a principal's policies to a request, layer by layer.
///
/// @param identity the answer of the attached policies
/// @param boundary the answer of the permissions boundary; ALLOW if there is none
/// @param session the answer of the session policies together; ALLOW if there are none
public record IdentityDecision(Answer identity, Answer boundary, Answer session) {

    /// The answer of one layer, and the statement that gives it.
    ///
    /// @param verdict the answer
    /// @param policy the policy that gives the answer; null if no policy applies or the layer does not exist
    /// @param statement the first statement that gives the answer; null in the same cases
    public record Answer(
            Verdict verdict,
            @Nullable Policy policy,
            @Nullable Statement statement) {
        static final Answer UNLIMITED = new Answer(Verdict.ALLOW, null, null);
        private static final Answer SILENT = new Answer(Verdict.NONE, null, null);

        /// Asks the policies of a layer that only limits. A layer without policies allows everything.
        static Answer ofLimit(
                List<Policy> policies, Action action, String resource, Requester requester, RequestContext context) {
            return policies.isEmpty() ? UNLIMITED : of(policies, action, resource, requester, context);
        }

        /// Asks several policies as one. A Deny in any of them denies; else an Allow in any of them allows.
        static Answer of(
                List<Policy> policies, Action action, String resource, Requester requester, RequestContext context) {
            Answer answer = SILENT;
            for (Policy policy : policies) {
                Evaluation evaluation = policy.evaluate(action, resource, requester, context);
                if (!evaluation.denying().isEmpty()) {
                    return new Answer(Verdict.DENY, policy, evaluation.denying().getFirst());
                }
                if (answer.verdict == Verdict.NONE && !evaluation.direct().isEmpty()) {
                    answer = new Answer(
                            Verdict.ALLOW, policy, evaluation.direct().getFirst());
                }
            }
            return answer;
        }
    }

    /// Returns the first layer whose Deny applies, in the order identity, boundary, session; null if there is
    /// none.
    public @Nullable Denial explicitDenial() {
        if (identity.verdict == Verdict.DENY) {
            return new Denial(Layer.IDENTITY, true);
        }
        if (boundary.verdict == Verdict.DENY) {
            return new Denial(Layer.BOUNDARY, true);
        }
        return session.verdict == Verdict.DENY ? new Denial(Layer.SESSION, true) : null;
    }

    /// Returns the refusal by a limit: that of the boundary, or else that of the session policies; null if both
    /// allow.
    ///
    /// If a resource policy gives an Allow to a role, the identity policies need no Allow, but both limits must
    /// allow.
    public @Nullable Denial denialByLimit() {
        Denial explicit = explicitDenial();
        if (explicit != null) {
            return explicit;
        }
        if (boundary.verdict != Verdict.ALLOW) {
            return new Denial(Layer.BOUNDARY, false);
        }
        return session.verdict != Verdict.ALLOW ? new Denial(Layer.SESSION, false) : null;
    }

    /// Returns the refusal if these policies alone decide; null if they allow.
    ///
    /// If there are several reasons, it gives the first one in this order: a Deny, a limit, a missing Allow.
    public @Nullable Denial denial() {
        Denial limit = denialByLimit();
        if (limit != null) {
            return limit;
        }
        return identity.verdict != Verdict.ALLOW ? new Denial(Layer.IDENTITY, false) : null;
    }
}
