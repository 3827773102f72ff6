package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Attachments;
import dev.trent.identity.Entity;
import dev.trent.store.Change;

/// Detaches a managed policy from a user, group or role. The requests are those of [AttachPolicy].
///
/// Source:
/// [DetachUserPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html),
/// [DetachGroupPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachGroupPolicy.html),
/// [DetachRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html).
record DetachPolicy<Q extends Record & AttachPolicy.Request>(
        String name, Class<Q> request, IamRights rights, Attachments attachments) implements Writing<Q, NoContent> {

    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Q request) {
        Entity entity = rights.on(call, name, request, IamFacts.policy(request.policyArn()));
        return tx -> {
            attachments.detach(tx, entity, request.policyArn());
            return NoContent.INSTANCE;
        };
    }
}
