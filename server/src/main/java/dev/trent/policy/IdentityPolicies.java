package dev.trent.policy;

import dev.trent.aws.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All policies of a principal: the attached policies and the policies that limit it.
///
/// @param attached the inline and managed policies of the user and its groups, or of the role
/// @param boundary the permissions boundary, if there is one
/// @param session the session policies; if there are none, the session is not limited
public record IdentityPolicies(
        List<Policy> attached, @Nullable Policy boundary, List<Policy> session) {

    /// Copies the lists.
    public IdentityPolicies {
        attached = List.copyOf(attached);
        session = List.copyOf(session);
    }

    /// Asks every layer.
    ///
    /// The answers of the layers stay separate. If a resource policy names the principal itself, only the
    /// Denies of the layers count.
    ///
    /// @param action the requested action
    /// @param resource the ARN of the requested resource, or `*`
    /// @param requester the maker of the request; the root user has no attached policies and needs none
    /// @param context the values of condition keys and variables
    public IdentityDecision evaluate(Action action, String resource, Requester requester, RequestContext context) {
        List<Policy> boundaries = boundary == null ? List.of() : List.of(boundary);
        return new IdentityDecision(
                requester.type() == Requester.Type.ROOT
                        ? IdentityDecision.Answer.UNLIMITED
                        : IdentityDecision.Answer.of(attached, action, resource, requester, context),
                IdentityDecision.Answer.ofLimit(boundaries, action, resource, requester, context),
                IdentityDecision.Answer.ofLimit(session, action, resource, requester, context));
    }
}
