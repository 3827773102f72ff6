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

/// Returns a group and lists its users.
///
/// Source: [GetGroup](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroup.html).
final class GetGroup implements Reading<GetGroup.Request, GetGroup.Response> {
    private final IamRights rights;
    private final Memberships memberships;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String groupName,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            GroupEntry group,
            List<UserEntry> users,
            Boolean isTruncated,
            @Nullable String marker) {}

    GetGroup(IamRights rights, Memberships memberships) {
        this.rights = rights;
        this.memberships = memberships;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity group = rights.on(call, "GetGroup", EntityKind.GROUP, request.groupName());
        Paging paging = Paging.of(call, "GetGroup\n" + group.uniqueId(), request);
        Page<Entity> page = paging.cut(memberships.users(group, paging.after(), paging.rows()), Entity::foldedName);
        return new Response(GroupEntry.of(group), page.map(UserEntry::listed), page.truncated(), page.next());
    }
}
