package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Attachments;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Attaches a managed policy to a user; to do so again changes nothing.
///
/// Source:
/// [AttachUserPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html).
public final class AttachUserPolicy {
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

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, LimitExceeded, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        Entity user = rights.on(
                call, "AttachUserPolicy", EntityKind.USER, request.userName(), Facts.policy(request.policyArn()));
        attachments.attach(user, request.policyArn());
        return NoContent.INSTANCE;
    }
}
