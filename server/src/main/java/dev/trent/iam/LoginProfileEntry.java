package dev.trent.iam;

import dev.trent.identity.Entity;
import dev.trent.identity.LoginProfile;
import java.time.Instant;

/// A console password, as the API writes it: without the password.
///
/// Source: [LoginProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_LoginProfile.html).
public record LoginProfileEntry(String userName, Instant createDate, Boolean passwordResetRequired) {
    static LoginProfileEntry of(Entity user, LoginProfile profile) {
        return new LoginProfileEntry(user.name(), profile.created(), profile.resetRequired());
    }
}
