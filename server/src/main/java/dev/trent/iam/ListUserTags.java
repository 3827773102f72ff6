package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.iam.Paging.Page;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.EntityTags;
import dev.trent.identity.Tag;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the tags of a user in the order of their keys.
///
/// Source: [ListUserTags](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html).
final class ListUserTags implements Reading<ListUserTags.Request, ListUserTags.Response> {
    private final Rights rights;
    private final EntityTags entityTags;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String userName,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(Constraint.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems) {}

    /// The answer.
    public record Response(
            List<TagEntry> tags,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListUserTags(Rights rights, EntityTags entityTags) {
        this.rights = rights;
        this.entityTags = entityTags;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity user = rights.on(call, "ListUserTags", EntityKind.USER, request.userName());
        Paging paging = Paging.of(call, "ListUserTags\n" + user.uniqueId(), request.marker(), request.maxItems());
        Page<Tag> page = paging.within(entityTags.list(user), Tag::key);
        return new Response(page.map(TagEntry::of), page.truncated(), page.marker());
    }
}
