package dev.trent.iam;

import dev.trent.aws.Tag;
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

/// Adds tags to a user, role or managed policy, or gives existing tags new values.
///
/// Source:
/// [TagUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html),
/// [TagRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html),
/// [TagPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html).
record TagEntity<Q extends Record & TagEntity.Request>(
        String name, Class<Q> request, IamRights rights, EntityTags entityTags) implements Writing<Q, NoContent> {

    /// What the requests have in common.
    interface Request extends Named {
        List<IamTag> tags();
    }

    /// The request about a user.
    public record OfUser(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Length(min = 0, max = 50) List<IamTag> tags)
            implements Request, Named.User {}

    /// The request about a role.
    public record OfRole(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 0, max = 50) List<IamTag> tags)
            implements Request, Named.Role {}

    /// The request about a managed policy.
    public record OfPolicy(
            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn,

            @Logged @Length(min = 0, max = 50) List<IamTag> tags)
            implements Request, Named.Policy {}

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Q request) {
        List<Tag> tags = IamTagRules.check(request.tags());
        Entity entity = rights.on(call, name, request, IamFacts.requestTags(tags));
        return tx -> {
            entityTags.put(tx, entity, tags);
            return NoContent.INSTANCE;
        };
    }
}
