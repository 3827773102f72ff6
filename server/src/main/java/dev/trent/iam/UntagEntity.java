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

/// Removes tags from a user, role or managed policy. Missing tags are ignored.
///
/// Source:
/// [UntagUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html),
/// [UntagRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html),
/// [UntagPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagPolicy.html).
record UntagEntity<Q extends Record & UntagEntity.Request>(
        String name, Class<Q> request, IamRights rights, EntityTags entityTags) implements Writing<Q, NoContent> {

    /// What the requests have in common.
    interface Request extends Named {
        List<String> tagKeys();
    }

    /// The request about a user.
    public record OfUser(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Length(min = 0, max = 50)
            List<@Length(min = 1, max = 128) @Matches(IamPattern.TAG_KEY) String> tagKeys)
            implements Request, Named.User {}

    /// The request about a role.
    public record OfRole(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 0, max = 50)
            List<@Length(min = 1, max = 128) @Matches(IamPattern.TAG_KEY) String> tagKeys)
            implements Request, Named.Role {}

    /// The request about a managed policy.
    public record OfPolicy(
            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn,

            @Logged @Length(min = 0, max = 50)
            List<@Length(min = 1, max = 128) @Matches(IamPattern.TAG_KEY) String> tagKeys)
            implements Request, Named.Policy {}

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Q request) {
        Entity entity = rights.on(call, name, request, IamFacts.tagKeys(request.tagKeys()));
        return tx -> {
            entityTags.remove(tx, entity, request.tagKeys());
            return NoContent.INSTANCE;
        };
    }
}
