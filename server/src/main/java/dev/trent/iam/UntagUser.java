package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.EntityTags;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.List;

/// Removes tags from a user; those it does not have are passed over.
///
/// Source: [UntagUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html).
final class UntagUser implements Writing<UntagUser.Request, NoContent> {
    private final Rights rights;
    private final EntityTags tags;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 128) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String userName,

            @Logged @Length(min = 0, max = 50)
            List<@Length(min = 1, max = 128) @Matches(Constraint.TAG_KEY) String> tagKeys) {}

    UntagUser(Rights rights, EntityTags tags) {
        this.rights = rights;
        this.tags = tags;
    }

    /// Errors: AccessDenied, NoSuchEntity, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity user =
                rights.on(call, "UntagUser", EntityKind.USER, request.userName(), Facts.tagKeys(request.tagKeys()));
        return tx -> {
            tags.remove(tx, user, request.tagKeys());
            return NoContent.INSTANCE;
        };
    }
}
