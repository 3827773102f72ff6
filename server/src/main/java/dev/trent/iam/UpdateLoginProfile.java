package dev.trent.iam;

import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.LoginProfile;
import dev.trent.identity.LoginProfiles;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import dev.trent.wire.Textual;
import org.jspecify.annotations.Nullable;

/// Gives a user another password for the console, or says whether the user has to change it at the next sign-in.
///
/// Source:
/// [UpdateLoginProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateLoginProfile.html).
final class UpdateLoginProfile implements Writing<UpdateLoginProfile.Request, NoContent> {
    private final IamRights rights;
    private final LoginProfiles profiles;
    private final NewPasswords passwords;

    /// The request.
    ///
    /// @param password in UTF-8; null to keep it
    /// @param passwordResetRequired null to keep it
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Sensitive @Nullable @Textual @Length(min = 1, max = 128) @Matches(IamPattern.PASSWORD)
            Secret password,

            @Logged @Nullable Boolean passwordResetRequired) {}

    UpdateLoginProfile(IamRights rights, LoginProfiles profiles, NewPasswords passwords) {
        this.rights = rights;
        this.profiles = profiles;
        this.passwords = passwords;
    }

    /// Errors: AccessDenied, NoSuchEntity, PasswordPolicyViolation, Throttling, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity user = rights.on(call, "UpdateLoginProfile", EntityKind.USER, request.userName());
        try (LoginProfiles.Passwords present = profiles.passwords(user)) {
            if (present == null) {
                throw LoginProfiles.missing(user.name());
            }
            LoginProfile read = present.profile();
            byte[] wrapped = request.password() == null ? null : passwords.next(user, present, request.password());
            return tx -> {
                profiles.update(tx, user, read, wrapped, request.passwordResetRequired(), call.time());
                return NoContent.INSTANCE;
            };
        }
    }
}
