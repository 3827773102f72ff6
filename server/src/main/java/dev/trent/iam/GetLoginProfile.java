package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.Entity;
import dev.trent.identity.LoginProfile;
import dev.trent.identity.LoginProfiles;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import org.jspecify.annotations.Nullable;

/// Returns since when a user has a password for the console. The root user has none.
///
/// Source: [GetLoginProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html).
final class GetLoginProfile implements Reading<GetLoginProfile.Request, GetLoginProfile.Response> {
    private final IamRights rights;
    private final LoginProfiles profiles;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName) {}

    /// The answer.
    public record Response(LoginProfileEntry loginProfile) {}

    GetLoginProfile(IamRights rights, LoginProfiles profiles) {
        this.rights = rights;
        this.profiles = profiles;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "GetLoginProfile", request.userName());
        LoginProfile profile = user == null ? null : profiles.find(user);
        if (user == null || profile == null) {
            throw LoginProfiles.missing(user == null ? "root" : user.name());
        }
        return new Response(LoginProfileEntry.of(user, profile));
    }
}
