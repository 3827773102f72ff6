package dev.trent.access;

import dev.trent.aws.Action;
import dev.trent.policy.IdentityDecision;
import dev.trent.policy.RequestContext;

/// One request to what is no key, with all that decides about it: the caller's own policies.
///
/// @param resource an ARN, or `*`
/// @param context the facts that the policies see
record OwnCase(Subject subject, Action action, String resource, RequestContext context) {

    IdentityDecision decide() {
        return subject.policies().evaluate(action, resource, subject.requester(), context);
    }
}
