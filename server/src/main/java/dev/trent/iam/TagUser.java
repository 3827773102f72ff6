package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.EntityTags;
import dev.trent.identity.Tag;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.List;

/// Adds tags to a user, or gives those it has new values.
///
/// Source: [TagUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html).
final class TagUser implements Writing<TagUser.Request, NoContent> {
    private final Rights rights;
    private final EntityTags entityTags;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String userName,

            @Logged @Length(min = 0, max = 50) List<TagEntry> tags) {}

    TagUser(Rights rights, EntityTags entityTags) {
        this.rights = rights;
        this.entityTags = entityTags;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        List<Tag> tags = TagRules.check(request.tags());
        Entity user = rights.on(call, "TagUser", EntityKind.USER, request.userName(), Facts.requestTags(tags));
        return tx -> {
            entityTags.put(tx, user, tags);
            return NoContent.INSTANCE;
        };
    }
}
