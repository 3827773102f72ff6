package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.Roles;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Gives a role another trust policy.
///
/// Source:
/// [UpdateAssumeRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html).
public final class UpdateAssumeRolePolicy {
    private final Rights rights;
    private final Roles roles;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 1, max = 131072) @Matches(Constraint.DOCUMENT)
            String policyDocument) {}

    UpdateAssumeRolePolicy(Rights rights, Roles roles) {
        this.rights = rights;
        this.roles = roles;
    }

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, MalformedPolicyDocument, LimitExceeded, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        Entity role = rights.on(call, "UpdateAssumeRolePolicy", EntityKind.ROLE, request.roleName());
        roles.trust(role, request.policyDocument());
        return NoContent.INSTANCE;
    }
}
