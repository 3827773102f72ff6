package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.Entities;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.PrincipalNames;
import dev.trent.identity.Roles;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the roles of the account in the order of their names.
///
/// Source: [ListRoles](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html).
final class ListRoles implements Reading<ListRoles.Request, ListRoles.Response> {
    private final IamRights rights;
    private final Entities entities;
    private final Roles roles;
    private final PrincipalNames names;

    /// The request.
    public record Request(
            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(IamPattern.PATH_PREFIX)
            String pathPrefix,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            List<RoleEntry> roles,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListRoles(IamRights rights, Entities entities, Roles roles, PrincipalNames names) {
        this.rights = rights;
        this.entities = entities;
        this.roles = roles;
        this.names = names;
    }

    /// Errors: AccessDenied, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.toList(call, "ListRoles", EntityKind.ROLE, request.pathPrefix());
        Paging paging = Paging.of(call, "ListRoles\n" + request.pathPrefix(), request);
        Page<Entity> page = paging.cut(
                entities.list(
                        EntityKind.ROLE, IamRights.account(call), request.pathPrefix(), paging.after(), paging.rows()),
                Entity::foldedName);
        List<RoleEntry> listed = roles.of(page.items()).stream()
                .map(role -> RoleEntry.listed(role, names))
                .toList();
        return new Response(listed, page.truncated(), page.next());
    }
}
