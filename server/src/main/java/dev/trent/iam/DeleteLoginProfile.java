package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Reading;
import dev.trent.identity.Entity;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import org.jspecify.annotations.Nullable;

/// Deletes the console password of a user. No user has one, because Trent has no passwords.
///
/// Source:
/// [DeleteLoginProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteLoginProfile.html).
final class DeleteLoginProfile implements Reading<DeleteLoginProfile.Request, NoContent> {
    private final IamRights rights;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName) {}

    DeleteLoginProfile(IamRights rights) {
        this.rights = rights;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public NoContent perform(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "DeleteLoginProfile", request.userName());
        throw GetLoginProfile.missing(user == null ? "root" : user.name());
    }

    @Override
    public boolean readOnly() {
        return false;
    }
}
