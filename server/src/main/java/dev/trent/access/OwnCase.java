package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.policy.IdentityDecision;
import dev.trent.policy.RequestContext;

/// One request to what is no key, with all that decides about it: the caller's own policies.
///
/// @param subject who asks
/// @param action what is to be done
/// @param resource an ARN, or `*`
/// @param context the facts that the policies see
public record OwnCase(Subject subject, Action action, String resource, RequestContext context) {

    /// Decides by the policies of the caller.
    public IdentityDecision decide() {
        return subject.policies().evaluate(action, resource, subject.requester(), context);
    }
}
