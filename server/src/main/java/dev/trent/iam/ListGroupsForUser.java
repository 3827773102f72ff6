package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.Memberships;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the groups that a user is in.
///
/// Source:
/// [ListGroupsForUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupsForUser.html).
final class ListGroupsForUser implements Reading<ListGroupsForUser.Request, ListGroupsForUser.Response> {
    private final IamRights rights;
    private final Memberships memberships;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            List<GroupEntry> groups,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListGroupsForUser(IamRights rights, Memberships memberships) {
        this.rights = rights;
        this.memberships = memberships;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity user = rights.on(call, "ListGroupsForUser", EntityKind.USER, request.userName());
        Paging paging = Paging.of(call, "ListGroupsForUser\n" + user.uniqueId(), request);
        Page<Entity> page = paging.within(memberships.groups(user), Entity::foldedName);
        return new Response(page.map(GroupEntry::of), page.truncated(), page.next());
    }
}
