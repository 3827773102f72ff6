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

/// Adds tags to a role, or gives those it has new values.
///
/// Source: [TagRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html).
final class TagRole implements Writing<TagRole.Request, NoContent> {
    private final Rights rights;
    private final EntityTags entityTags;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 0, max = 50) List<TagEntry> tags) {}

    TagRole(Rights rights, EntityTags entityTags) {
        this.rights = rights;
        this.entityTags = entityTags;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        List<Tag> tags = TagRules.check(request.tags());
        Entity role = rights.on(call, "TagRole", EntityKind.ROLE, request.roleName(), Facts.requestTags(tags));
        return tx -> {
            entityTags.put(tx, role, tags);
            return NoContent.INSTANCE;
        };
    }
}
