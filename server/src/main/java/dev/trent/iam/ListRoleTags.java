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

/// Lists the tags of a role in the order of their keys.
///
/// Source: [ListRoleTags](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html).
final class ListRoleTags implements Reading<ListRoleTags.Request, ListRoleTags.Response> {
    private final Rights rights;
    private final EntityTags entityTags;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(Constraint.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems) {}

    /// The answer.
    public record Response(
            List<TagEntry> tags,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListRoleTags(Rights rights, EntityTags entityTags) {
        this.rights = rights;
        this.entityTags = entityTags;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity role = rights.on(call, "ListRoleTags", EntityKind.ROLE, request.roleName());
        Paging paging = Paging.of(call, "ListRoleTags\n" + role.uniqueId(), request.marker(), request.maxItems());
        Page<Tag> page = paging.within(entityTags.list(role), Tag::key);
        return new Response(page.map(TagEntry::of), page.truncated(), page.marker());
    }
}
