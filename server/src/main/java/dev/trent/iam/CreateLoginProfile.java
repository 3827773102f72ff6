package dev.trent.iam;

import static dev.trent.aws.AwsError.VALIDATION;

import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.LoginProfiles;
import dev.trent.store.Change;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import dev.trent.wire.Textual;
import org.jspecify.annotations.Nullable;

/// Gives a user a password for the console.
///
/// Source:
/// [CreateLoginProfile](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html).
final class CreateLoginProfile implements Writing<CreateLoginProfile.Request, CreateLoginProfile.Response> {
    private final IamRights rights;
    private final LoginProfiles profiles;
    private final NewPasswords passwords;

    /// The request.
    ///
    /// @param password in UTF-8
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Sensitive @Textual @Length(min = 1, max = 128) @Matches(IamPattern.PASSWORD)
            Secret password,

            @Logged(withDefault = false) @Default("false") Boolean passwordResetRequired) {}

    /// The answer.
    public record Response(@Logged LoginProfileEntry loginProfile) {}

    CreateLoginProfile(IamRights rights, LoginProfiles profiles, NewPasswords passwords) {
        this.rights = rights;
        this.profiles = profiles;
        this.passwords = passwords;
    }

    /// Errors: AccessDenied, NoSuchEntity, EntityAlreadyExists, PasswordPolicyViolation, Throttling, ValidationError,
    /// ConcurrentModification.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "CreateLoginProfile", request.userName());
        if (user == null) {
            throw VALIDATION.because("1 validation error detected: Value at 'userName' failed to satisfy constraint:"
                    + " Member must not be null");
        }
        byte[] wrapped = passwords.first(user, request.password());
        return tx -> new Response(LoginProfileEntry.of(
                user, profiles.create(tx, user, wrapped, request.passwordResetRequired(), call.time())));
    }
}
