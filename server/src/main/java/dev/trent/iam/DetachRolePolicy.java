package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Attachments;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Detaches a managed policy from a role.
///
/// Source:
/// [DetachRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html).
public final class DetachRolePolicy {
    private final Rights rights;
    private final Attachments attachments;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 20, max = 2048) @Matches(Constraint.STORABLE)
            String policyArn) {}

    DetachRolePolicy(Rights rights, Attachments attachments) {
        this.rights = rights;
        this.attachments = attachments;
    }

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        Entity role = rights.on(
                call, "DetachRolePolicy", EntityKind.ROLE, request.roleName(), Facts.policy(request.policyArn()));
        attachments.detach(role, request.policyArn());
        return NoContent.INSTANCE;
    }
}
