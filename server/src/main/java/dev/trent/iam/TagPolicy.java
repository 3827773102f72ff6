package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.EntityTags;
import dev.trent.identity.Tag;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.List;

/// Adds tags to a managed policy, or gives those it has new values.
///
/// Source: [TagPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html).
public final class TagPolicy {
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

    /// Performs it.
    ///
    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, LimitExceeded, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        List<Tag> tags = TagRules.check(request.tags());
        entityTags.put(rights.onOwnPolicy(call, "TagPolicy", request.policyArn(), Facts.requestTags(tags)), tags);
        return NoContent.INSTANCE;
    }
}
