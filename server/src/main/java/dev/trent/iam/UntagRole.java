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

/// Removes tags from a role; those it does not have are passed over.
///
/// Source: [UntagRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html).
final class UntagRole implements Writing<UntagRole.Request, NoContent> {
    private final Rights rights;
    private final EntityTags tags;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = Constraint.NAME, says = Constraint.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 0, max = 50)
            List<@Length(min = 1, max = 128) @Matches(Constraint.TAG_KEY) String> tagKeys) {}

    UntagRole(Rights rights, EntityTags tags) {
        this.rights = rights;
        this.tags = tags;
    }

    /// Errors: AccessDenied, NoSuchEntity, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity role =
                rights.on(call, "UntagRole", EntityKind.ROLE, request.roleName(), Facts.tagKeys(request.tagKeys()));
        return tx -> {
            tags.remove(tx, role, request.tagKeys());
            return NoContent.INSTANCE;
        };
    }
}
