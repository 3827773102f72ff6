package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.InlinePolicies;
import dev.trent.store.Change;

/// Removes a policy that is written into a user, group or role. The requests are those of [GetInlinePolicy].
///
/// Source:
/// [DeleteUserPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPolicy.html),
/// [DeleteGroupPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroupPolicy.html),
/// [DeleteRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html).
record DeleteInlinePolicy<Q extends Record & GetInlinePolicy.Request<?>>(
        String name, Class<Q> request, IamRights rights, InlinePolicies policies) implements Writing<Q, NoContent> {

    /// Errors: AccessDenied, NoSuchEntity, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Q request) {
        Entity entity = rights.on(call, name, request);
        return tx -> {
            policies.delete(tx, entity, request.policyName());
            return NoContent.INSTANCE;
        };
    }
}
