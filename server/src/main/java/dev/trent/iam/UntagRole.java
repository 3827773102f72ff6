package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.EntityTags;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.List;

/// Removes tags from a role; those it does not have are passed over.
///
/// Source: [UntagRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html).
public final class UntagRole {
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

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity, ConcurrentModification.
    public NoContent perform(Invocation call, Request request) {
        Entity role =
                rights.on(call, "UntagRole", EntityKind.ROLE, request.roleName(), Facts.tagKeys(request.tagKeys()));
        tags.remove(role, request.tagKeys());
        return NoContent.INSTANCE;
    }
}
