package dev.trent.iam;

import static dev.trent.aws.AwsError.ACCESS_DENIED;

import dev.trent.aws.Secret;
import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.identity.LoginProfile;
import dev.trent.identity.LoginProfiles;
import dev.trent.identity.PasswordPolicy;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Matches;
import dev.trent.wire.Sensitive;
import dev.trent.wire.Textual;

/// Changes the console password of the calling user. If the policy of the account says so, every user may do it.
///
/// Source: [ChangePassword](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ChangePassword.html).
final class ChangePassword implements Writing<ChangePassword.Request, NoContent> {
    private final IamRights rights;
    private final Directory directory;
    private final NewPasswords passwords;

    /// The request. Both passwords are in UTF-8.
    public record Request(
            @Sensitive @Textual @Length(min = 1, max = 128) @Matches(IamPattern.PASSWORD)
            Secret oldPassword,

            @Sensitive @Textual @Length(min = 1, max = 128) @Matches(IamPattern.PASSWORD)
            Secret newPassword) {}

    ChangePassword(IamRights rights, Directory directory, NewPasswords passwords) {
        this.rights = rights;
        this.directory = directory;
        this.passwords = passwords;
    }

    /// Errors: InvalidUserType, AccessDenied, NoSuchEntity, PasswordPolicyViolation, Throttling,
    /// ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        PasswordPolicy policy = directory.passwordPolicies().find(IamRights.account(call));
        Entity user = rights.onSelf(call, "ChangePassword", policy != null && policy.selfChange());
        LoginProfiles profiles = directory.loginProfiles();
        try (LoginProfiles.Passwords present = profiles.passwords(user)) {
            if (present == null) {
                throw LoginProfiles.missing(user.name());
            }
            if (!passwords.isPresent(user, present, request.oldPassword(), call.time())) {
                throw ACCESS_DENIED.because("The old password was incorrect.");
            }
            LoginProfile read = present.profile();
            byte[] wrapped = passwords.chosen(user, present, request.newPassword());
            return tx -> {
                profiles.update(tx, user, read, wrapped, false, call.time());
                return NoContent.INSTANCE;
            };
        }
    }
}
