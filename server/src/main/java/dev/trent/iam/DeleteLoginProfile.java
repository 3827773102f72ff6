package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.LoginProfiles;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import org.jspecify.annotations.Nullable;

/// Takes its password for the console from a user.
///
/// Source:
/// [DeleteLoginProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteLoginProfile.html).
final class DeleteLoginProfile implements Writing<DeleteLoginProfile.Request, NoContent> {
    private final IamRights rights;
    private final LoginProfiles profiles;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName) {}

    DeleteLoginProfile(IamRights rights, LoginProfiles profiles) {
        this.rights = rights;
        this.profiles = profiles;
    }

    /// Errors: AccessDenied, NoSuchEntity, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "DeleteLoginProfile", request.userName());
        if (user == null) {
            throw LoginProfiles.missing("root");
        }
        return tx -> {
            profiles.delete(tx, user);
            return NoContent.INSTANCE;
        };
    }
}
