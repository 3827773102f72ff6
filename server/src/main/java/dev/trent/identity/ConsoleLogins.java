package dev.trent.identity;

import dev.trent.aws.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Decides whether somebody may sign in to the console with a password.
///
/// The answer and the work are the same for an account that does not exist, for a user that does not exist, for a
/// user without a password and for a wrong password. It does not count attempts; the console does.
public final class ConsoleLogins {
    /// All sign-ins share half of the places for password hashes, whatever account they name. So nobody learns from
    /// full places which accounts exist.
    private static final String SHARER = "sign-in";

    private final Directory directory;
    private final PasswordHashes hashes;

    /// @param hashes compares passwords with hashes
    public ConsoleLogins(Directory directory, PasswordHashes hashes) {
        this.directory = directory;
        this.hashes = hashes;
    }

    /// A request to sign in.
    ///
    /// @param account the id or the alias of an account
    /// @param password in UTF-8; stays the caller's
    /// @param mfaCode the present code of one of the user's second factors; null if none was given
    public record Attempt(
            String account,
            String userName,
            Secret password,
            @Nullable String mfaCode) {
        /// Returns a constant, because everything in it may be a secret that was typed into the wrong field.
        @Override
        public String toString() {
            return "Attempt[redacted]";
        }
    }

    /// The answer.
    public sealed interface Result {}

    /// The user has proven itself.
    ///
    /// @param mfaUsed whether with a second factor too
    /// @param passwordResetRequired whether the user has to change its password before anything else
    public record SignedIn(Entity user, boolean mfaUsed, boolean passwordResetRequired) implements Result {}

    /// The password is right, and the user has a second factor, of which no code was given.
    public record MfaRequired() implements Result {}

    /// Anything else.
    public record Failed() implements Result {}

    /// Decides. A success is noted as the last use of the password.
    ///
    /// Errors: Throttling if too many sign-ins wait already.
    public Result attempt(Attempt attempt, Instant now) {
        String account = account(attempt.account);
        Entity user = directory.entities().find(EntityKind.USER, account, attempt.userName);
        LoginProfiles.Passwords found =
                user == null ? null : directory.loginProfiles().passwords(user);
        if (user == null || found == null) {
            hashes.matchesNothing(SHARER, attempt.password);
            return new Failed();
        }
        try (found) {
            return hashes.matches(SHARER, attempt.password, found.latest())
                    ? proven(attempt, user, found.profile(), now)
                    : new Failed();
        }
    }

    private Result proven(Attempt attempt, Entity user, LoginProfile profile, Instant now) {
        PasswordPolicy policy = directory.passwordPolicies().find(user.account());
        Instant expiry = policy == null ? null : policy.expiry(profile.changed());
        boolean expired = expiry != null && !now.isBefore(expiry);
        if (expired && policy != null && Boolean.TRUE.equals(policy.hardExpiry())) {
            return new Failed();
        }
        boolean secondFactor = !directory.mfaDevices().of(user).isEmpty();
        if (secondFactor && attempt.mfaCode == null) {
            return new MfaRequired();
        }
        if (attempt.mfaCode != null && secondFactor && !directory.mfaDevices().proves(user, attempt.mfaCode, now)) {
            return new Failed();
        }
        directory.lastUses().signedIn(user, now);
        return new SignedIn(user, secondFactor, profile.resetRequired() || expired);
    }

    /// Returns the id of an account that was named by its id or its alias; a text that is no account's id if there is
    /// none.
    private String account(String named) {
        String byAlias = directory.accounts().withAlias(named);
        return byAlias == null ? named : byAlias;
    }
}
