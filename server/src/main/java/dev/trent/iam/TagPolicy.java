package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityTags;
import dev.trent.identity.Tag;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.List;

/// Adds tags to a managed policy, or gives those it has new values.
///
/// Source: [TagPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html).
final class TagPolicy implements Writing<TagPolicy.Request, NoContent> {
    private final Rights rights;
    private final EntityTags entityTags;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) @Matches(Constraint.STORABLE)
            String policyArn,

            @Logged @Length(min = 0, max = 50) List<TagEntry> tags) {}

    TagPolicy(Rights rights, EntityTags entityTags) {
        this.rights = rights;
        this.entityTags = entityTags;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        List<Tag> tags = TagRules.check(request.tags());
        Entity policy = rights.onOwnPolicy(call, "TagPolicy", request.policyArn(), Facts.requestTags(tags));
        return tx -> {
            entityTags.put(tx, policy, tags);
            return NoContent.INSTANCE;
        };
    }
}
