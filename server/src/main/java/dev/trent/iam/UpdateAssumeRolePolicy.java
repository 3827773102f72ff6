package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.Roles;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Gives a role another trust policy.
///
/// Source:
/// [UpdateAssumeRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html).
final class UpdateAssumeRolePolicy implements Writing<UpdateAssumeRolePolicy.Request, NoContent> {
    private final IamRights rights;
    private final Roles roles;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT)
            String policyDocument) {}

    UpdateAssumeRolePolicy(IamRights rights, Roles roles) {
        this.rights = rights;
        this.roles = roles;
    }

    /// Errors: AccessDenied, NoSuchEntity, MalformedPolicyDocument, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity role = rights.on(call, "UpdateAssumeRolePolicy", EntityKind.ROLE, request.roleName());
        return roles.trust(role, request.policyDocument()).map(_ -> NoContent.INSTANCE);
    }
}
