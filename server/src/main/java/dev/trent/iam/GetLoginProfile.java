package dev.trent.iam;

import static dev.trent.aws.AwsError.NO_SUCH_ENTITY;

import dev.trent.aws.AwsException;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.Entity;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Returns the console password of a user. No user has one, because Trent has no passwords.
///
/// Source: [GetLoginProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html).
final class GetLoginProfile implements Reading<GetLoginProfile.Request, GetLoginProfile.Response> {
    private final IamRights rights;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName) {}

    /// The answer.
    public record Response(LoginProfile loginProfile) {}

    /// A password for the console.
    public record LoginProfile(String userName, Instant createDate, Boolean passwordResetRequired) {}

    GetLoginProfile(IamRights rights) {
        this.rights = rights;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "GetLoginProfile", request.userName());
        throw missing(user == null ? "root" : user.name());
    }

    static AwsException missing(String name) {
        return NO_SUCH_ENTITY.because("Login Profile for User " + name + " cannot be found.");
    }
}
