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

/// Attaches a managed policy to a user; to do so again changes nothing.
///
/// Source:
/// [AttachUserPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html).
final class AttachUserPolicy implements Writing<AttachUserPolicy.Request, NoContent> {
    private final Rights rights;
    private final Attachments attachments;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String userName,

            @Logged @Length(min = 20, max = 2048) @Matches(Constraint.STORABLE)
            String policyArn) {}

    AttachUserPolicy(Rights rights, Attachments attachments) {
        this.rights = rights;
        this.attachments = attachments;
    }

    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity user = rights.on(
                call, "AttachUserPolicy", EntityKind.USER, request.userName(), Facts.policy(request.policyArn()));
        return tx -> {
            attachments.attach(tx, user, request.policyArn());
            return NoContent.INSTANCE;
        };
    }
}
