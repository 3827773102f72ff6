package dev.trent.iam;

import dev.trent.aws.AwsError;
import dev.trent.aws.Secret;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.identity.LoginProfiles;
import dev.trent.identity.PasswordHashes;
import dev.trent.identity.PasswordPolicy;
import dev.trent.identity.Patience;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks new passwords against the rules of the account, and hashes them for the database.
final class NewPasswords {
    private final Patience patience = new Patience();
    private final Directory directory;
    private final PasswordHashes hashes;

    NewPasswords(Directory directory, PasswordHashes hashes) {
        this.directory = directory;
        this.hashes = hashes;
    }

    /// Returns the wrapped hash of a user's first password.
    ///
    /// Errors: PasswordPolicyViolation, Throttling.
    byte[] first(Entity user, Secret password) {
        String account = user.account();
        check(user, password);
        try (Secret hash = hashes.hash(account, password)) {
            return directory.loginProfiles().wrap(user, hash);
        }
    }

    /// Returns the wrapped hash of a password that an administrator gives to a user who has one.
    ///
    /// Errors: PasswordPolicyViolation, Throttling.
    byte[] next(Entity user, LoginProfiles.Passwords present, Secret password) {
        check(user, password);
        return next(user, present, password, present.refused(policy(user)));
    }

    /// Returns the wrapped hash of a password that a user chooses, which is never the present one.
    ///
    /// Errors: PasswordPolicyViolation, Throttling.
    byte[] chosen(Entity user, LoginProfiles.Passwords present, Secret password) {
        check(user, password);
        List<Secret> refused = new ArrayList<>(present.refused(policy(user)));
        if (refused.isEmpty()) {
            refused.add(present.latest());
        }
        return next(user, present, password, refused);
    }

    /// Returns whether a password is the user's. Wrong ones make the user wait: whoever has the user's access key
    /// could guess here.
    ///
    /// Errors: Throttling.
    boolean isPresent(Entity user, LoginProfiles.Passwords present, Secret password, Instant now) {
        if (!patience.admits(user.uniqueId(), now)) {
            throw AwsError.THROTTLING.because("Rate exceeded");
        }
        boolean right = hashes.matches(user.account(), password, present.latest());
        if (right) {
            patience.succeeded(user.uniqueId());
        }
        return right;
    }

    private byte[] next(Entity user, LoginProfiles.Passwords present, Secret password, List<Secret> refused) {
        try (Secret hash = hashes.replace(user.account(), password, present.latest(), refused)) {
            if (hash == null) {
                throw PasswordPolicy.reused();
            }
            return directory.loginProfiles().wrap(user, hash);
        }
    }

    private void check(Entity user, Secret password) {
        PasswordPolicy policy = policy(user);
        String name = policy == null ? directory.accounts().alias(user.account()) : null;
        PasswordPolicy.check(policy, name, password);
    }

    private @Nullable PasswordPolicy policy(Entity user) {
        return directory.passwordPolicies().find(user.account());
    }
}
