package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.Roles;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import org.jspecify.annotations.Nullable;

/// Changes the description and the longest session of a role.
///
/// Source: [UpdateRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html).
final class UpdateRole implements Writing<UpdateRole.Request, UpdateRole.Response> {
    private final IamRights rights;
    private final Roles roles;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName,

            @Logged @Nullable @Length(min = 0, max = 1000) @Matches(IamPattern.ROLE_DESCRIPTION)
            String description,

            @Logged @Nullable @Range(min = 3600, max = 43200)
            Integer maxSessionDuration) {}

    /// The answer. It has no members.
    public record Response() {}

    UpdateRole(IamRights rights, Roles roles) {
        this.rights = rights;
        this.roles = roles;
    }

    /// Errors: AccessDenied, NoSuchEntity, ConcurrentModification.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        Entity role = rights.on(call, "UpdateRole", EntityKind.ROLE, request.roleName());
        return tx -> {
            roles.update(tx, role, request.description(), request.maxSessionDuration());
            return new Response();
        };
    }
}
