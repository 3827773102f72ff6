package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Attachments;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Detaches a managed policy from a user.
///
/// Source:
/// [DetachUserPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html).
final class DetachUserPolicy implements Writing<DetachUserPolicy.Request, NoContent> {
    private final Rights rights;
    private final Attachments attachments;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String userName,

            @Logged @Length(min = 20, max = 2048) @Matches(Constraint.STORABLE)
            String policyArn) {}

    DetachUserPolicy(Rights rights, Attachments attachments) {
        this.rights = rights;
        this.attachments = attachments;
    }

    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity user = rights.on(
                call, "DetachUserPolicy", EntityKind.USER, request.userName(), Facts.policy(request.policyArn()));
        return tx -> {
            attachments.detach(tx, user, request.policyArn());
            return NoContent.INSTANCE;
        };
    }
}
