package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.EntityTags;
import dev.trent.identity.PrincipalNames;
import dev.trent.identity.Role;
import dev.trent.identity.Roles;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Returns a role.
///
/// Source: [GetRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html).
final class GetRole implements Reading<GetRole.Request, GetRole.Response> {
    private final IamRights rights;
    private final Roles roles;
    private final EntityTags tags;
    private final PrincipalNames names;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName) {}

    /// The answer.
    public record Response(RoleEntry role) {}

    GetRole(IamRights rights, Roles roles, EntityTags tags, PrincipalNames names) {
        this.rights = rights;
        this.roles = roles;
        this.tags = tags;
        this.names = names;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity role = rights.on(call, "GetRole", EntityKind.ROLE, request.roleName());
        Role found = roles.of(role);
        return new Response(RoleEntry.of(found, tags.list(role), RoleEntry.trust(found.trust(), names)));
    }
}
