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

/// Detaches a managed policy from a role.
///
/// Source:
/// [DetachRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html).
final class DetachRolePolicy implements Writing<DetachRolePolicy.Request, NoContent> {
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

    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity role = rights.on(
                call, "DetachRolePolicy", EntityKind.ROLE, request.roleName(), Facts.policy(request.policyArn()));
        return tx -> {
            attachments.detach(tx, role, request.policyArn());
            return NoContent.INSTANCE;
        };
    }
}
