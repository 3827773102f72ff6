package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityTags;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the tags of a user or role in the order of their keys. The requests are those of [ListInlinePolicies].
///
/// Source:
/// [ListUserTags](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html),
/// [ListRoleTags](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html).
record ListTags<Q extends Record & ListInlinePolicies.Request>(
        String name, Class<Q> request, IamRights rights, EntityTags entityTags)
        implements Reading<Q, ListTags.Response> {

    /// The answer.
    public record Response(
            List<IamTag> tags,
            Boolean isTruncated,
            @Nullable String marker) {}

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Q request) {
        Entity entity = rights.on(call, name, request);
        Paging paging = Paging.of(call, name + "\n" + entity.uniqueId(), request);
        Page<Tag> page = paging.within(entityTags.list(entity), Tag::key);
        return new Response(page.map(IamTag::of), page.truncated(), page.next());
    }
}
