package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.EntityTags;
import dev.trent.identity.PrincipalNames;
import dev.trent.identity.Roles;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.List;

/// Changes the description of a role.
///
/// Source:
/// [UpdateRoleDescription](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRoleDescription.html).
final class UpdateRoleDescription implements Writing<UpdateRoleDescription.Request, UpdateRoleDescription.Response> {
    private final IamRights rights;
    private final Roles roles;
    private final EntityTags tags;
    private final PrincipalNames names;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 0, max = 1000) @Matches(IamPattern.ROLE_DESCRIPTION)
            String description) {}

    /// The answer.
    public record Response(@Logged RoleEntry role) {}

    UpdateRoleDescription(IamRights rights, Roles roles, EntityTags tags, PrincipalNames names) {
        this.rights = rights;
        this.roles = roles;
        this.tags = tags;
        this.names = names;
    }

    /// Errors: AccessDenied, NoSuchEntity, ConcurrentModification.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        Entity role = rights.on(call, "UpdateRoleDescription", EntityKind.ROLE, request.roleName());
        List<Tag> shownTags = tags.list(role);
        String shownTrust = RoleEntry.trust(roles.of(role).trust(), names);
        return tx ->
                new Response(RoleEntry.of(roles.update(tx, role, request.description(), null), shownTags, shownTrust));
    }
}
