package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.Entities;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the groups of the account in the order of their names.
///
/// Source: [ListGroups](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroups.html).
final class ListGroups implements Reading<ListGroups.Request, ListGroups.Response> {
    private final IamRights rights;
    private final Entities entities;

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
            List<GroupEntry> groups,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListGroups(IamRights rights, Entities entities) {
        this.rights = rights;
        this.entities = entities;
    }

    /// Errors: AccessDenied, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.toList(call, "ListGroups", EntityKind.GROUP, request.pathPrefix());
        Paging paging = Paging.of(call, "ListGroups\n" + request.pathPrefix(), request);
        Page<Entity> page = paging.cut(
                entities.list(
                        EntityKind.GROUP, IamRights.account(call), request.pathPrefix(), paging.after(), paging.rows()),
                Entity::foldedName);
        return new Response(page.map(GroupEntry::of), page.truncated(), page.next());
    }
}
