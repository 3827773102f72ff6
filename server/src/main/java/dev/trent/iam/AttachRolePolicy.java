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

/// Attaches a managed policy to a role; to do so again changes nothing.
///
/// Source:
/// [AttachRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html).
final class AttachRolePolicy implements Writing<AttachRolePolicy.Request, NoContent> {
    private final Rights rights;
    private final Attachments attachments;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 20, max = 2048) @Matches(Constraint.STORABLE)
            String policyArn) {}

    AttachRolePolicy(Rights rights, Attachments attachments) {
        this.rights = rights;
        this.attachments = attachments;
    }

    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity role = rights.on(
                call, "AttachRolePolicy", EntityKind.ROLE, request.roleName(), Facts.policy(request.policyArn()));
        return tx -> {
            attachments.attach(tx, role, request.policyArn());
            return NoContent.INSTANCE;
        };
    }
}
