package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Attachments;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Detaches a managed policy from a user.
///
/// Source:
/// [DetachUserPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html).
public final class DetachUserPolicy {
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

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        Entity user = rights.on(
                call, "DetachUserPolicy", EntityKind.USER, request.userName(), Facts.policy(request.policyArn()));
        attachments.detach(user, request.policyArn());
        return NoContent.INSTANCE;
    }
}
