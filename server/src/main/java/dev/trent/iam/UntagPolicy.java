package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityTags;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.List;

/// Removes tags from a managed policy; those it does not have are passed over.
///
/// Source: [UntagPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagPolicy.html).
final class UntagPolicy implements Writing<UntagPolicy.Request, NoContent> {
    private final Rights rights;
    private final EntityTags tags;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) @Matches(Constraint.STORABLE)
            String policyArn,

            @Logged @Length(min = 0, max = 50)
            List<@Length(min = 1, max = 128) @Matches(Constraint.TAG_KEY) String> tagKeys) {}

    UntagPolicy(Rights rights, EntityTags tags) {
        this.rights = rights;
        this.tags = tags;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity policy = rights.onOwnPolicy(call, "UntagPolicy", request.policyArn(), Facts.tagKeys(request.tagKeys()));
        return tx -> {
            tags.remove(tx, policy, request.tagKeys());
            return NoContent.INSTANCE;
        };
    }
}
