package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.AccessKeys.Owner;
import dev.trent.identity.Entity;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import org.jspecify.annotations.Nullable;

/// Removes an access key. It signs no request that starts after the answer.
///
/// Source: [DeleteAccessKey](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html).
final class DeleteAccessKey implements Writing<DeleteAccessKey.Request, NoContent> {
    private final IamRights rights;
    private final AccessKeys accessKeys;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Length(min = 16, max = 128) @Matches(IamPattern.ID)
            String accessKeyId) {}

    DeleteAccessKey(IamRights rights, AccessKeys accessKeys) {
        this.rights = rights;
        this.accessKeys = accessKeys;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "DeleteAccessKey", request.userName());
        return tx -> {
            accessKeys.delete(tx, new Owner(IamRights.account(call), user), request.accessKeyId());
            return NoContent.INSTANCE;
        };
    }
}
