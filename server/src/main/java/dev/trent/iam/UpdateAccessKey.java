package dev.trent.iam;

import static dev.trent.aws.AwsError.INVALID_INPUT;

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

/// Makes an access key active or inactive. The change holds for every request that starts after the answer.
///
/// Source: [UpdateAccessKey](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html).
final class UpdateAccessKey implements Writing<UpdateAccessKey.Request, NoContent> {
    private final IamRights rights;
    private final AccessKeys accessKeys;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Length(min = 16, max = 128) @Matches(IamPattern.ID)
            String accessKeyId,

            @Logged AccessKeyStatus status) {}

    UpdateAccessKey(IamRights rights, AccessKeys accessKeys) {
        this.rights = rights;
        this.accessKeys = accessKeys;
    }

    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, ValidationError, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "UpdateAccessKey", request.userName());
        boolean active = switch (request.status()) {
            case Active -> true;
            case Inactive -> false;
            case Expired ->
                throw INVALID_INPUT.because("The status of an access key can be set to Active or Inactive.");
        };
        return tx -> {
            accessKeys.activate(tx, new Owner(IamRights.account(call), user), request.accessKeyId(), active);
            return NoContent.INSTANCE;
        };
    }
}
