package dev.trent.iam;

import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.AccessKeys;
import dev.trent.identity.AccessKeys.Owner;
import dev.trent.identity.Entity;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Textual;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Makes an access key for a user, or for the caller. Only this answer contains the secret.
///
/// Source: [CreateAccessKey](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html).
final class CreateAccessKey implements Writing<CreateAccessKey.Request, CreateAccessKey.Response> {
    private final IamRights rights;
    private final AccessKeys accessKeys;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName) {}

    /// The answer. The receiver closes it, which zeroes the secret.
    public record Response(@Logged NewAccessKey accessKey) implements AutoCloseable {
        @Override
        public void close() {
            accessKey.secretAccessKey().close();
        }
    }

    /// The key.
    ///
    /// @param secretAccessKey 40 ASCII characters
    public record NewAccessKey(
            String userName,
            String accessKeyId,
            AccessKeyStatus status,
            @Textual Secret secretAccessKey,
            Instant createDate) {}

    CreateAccessKey(IamRights rights, AccessKeys accessKeys) {
        this.rights = rights;
        this.accessKeys = accessKeys;
    }

    /// Errors: AccessDenied, NoSuchEntity, LimitExceeded, ValidationError, ConcurrentModification.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "CreateAccessKey", request.userName());
        String name = user == null ? "root" : user.name();
        return accessKeys
                .create(new Owner(IamRights.account(call), user), call.time())
                .map(key -> new Response(
                        new NewAccessKey(name, key.accessKeyId(), AccessKeyStatus.Active, key.secret(), call.time())));
    }
}
