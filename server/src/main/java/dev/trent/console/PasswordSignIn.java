package dev.trent.console;

import dev.trent.audit.SignInEvent.Who;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.aws.Fold;
import dev.trent.aws.Secret;
import dev.trent.identity.ConsoleLogins;
import dev.trent.identity.ConsoleSession;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The sign-in with a user name, a password, and the code of a second factor if the user has one.
final class PasswordSignIn {
    private static final int NAME_CHARACTERS_MAX = 128;
    private static final int PASSWORD_BYTES_MAX = 1024;
    private static final int BUSY_SECONDS = 2;

    private final ConsoleLogins logins;
    private final Directory directory;
    private final Consumer<String> admit;
    private final OwnContent own;

    /// @param admit gets the account of each user who signs in
    PasswordSignIn(ConsoleLogins logins, Directory directory, Consumer<String> admit, OwnContent own) {
        this.logins = logins;
        this.directory = directory;
        this.admit = admit;
        this.own = own;
    }

    /// Returns the user as whom somebody tries to sign in. An account has one user of a name, however its letters are
    /// written and whether the account is named by its alias.
    String named(@Nullable String account, @Nullable String userName) {
        return account(text(account)) + "/" + Fold.fold(text(userName));
    }

    /// Returns who it is.
    ///
    /// Errors: SignInFailed, with the user or only its account; MfaRequired; TooManyAttempts.
    SignInProof prove(SignInRequest request, Secret password, Instant now) {
        String account = account(text(request.account()));
        String userName = text(request.userName());
        String code = text(request.mfaCode());
        if (userName.length() > NAME_CHARACTERS_MAX || password.length() > PASSWORD_BYTES_MAX) {
            throw new FailedSignIn(directory.accounts().exists(account) ? Who.unknown(account) : null);
        }
        ConsoleLogins.Attempt attempt =
                new ConsoleLogins.Attempt(account, userName, password, code.isEmpty() ? null : code);
        return switch (answer(attempt, now)) {
            case ConsoleLogins.SignedIn signedIn -> proof(signedIn, now);
            case ConsoleLogins.MfaRequired _ -> throw new FailedSignIn(who(account, userName), true);
            case ConsoleLogins.Failed _ -> throw new FailedSignIn(who(account, userName));
        };
    }

    private ConsoleLogins.Result answer(ConsoleLogins.Attempt attempt, Instant now) {
        try {
            return logins.attempt(attempt, now);
        } catch (AwsException busy) {
            throw ConsoleRefusal.tooManyAttempts(BUSY_SECONDS);
        }
    }

    private SignInProof proof(ConsoleLogins.SignedIn signedIn, Instant now) {
        Caller caller = caller(signedIn.user());
        admit.accept(caller.account());
        return new SignInProof(
                caller, ConsoleSession.Method.PASSWORD, own.of(caller, now), null, false, signedIn.mfaUsed());
    }

    private @Nullable Who who(String account, String userName) {
        Entity user = directory.entities().find(EntityKind.USER, account, userName);
        if (user != null) {
            return Who.claimed(caller(user), "");
        }
        return directory.accounts().exists(account) ? Who.unknown(account) : null;
    }

    private static Caller caller(Entity user) {
        return new Caller(
                Caller.Type.IAMUser, user.account(), user.uniqueId(), user.arn().toString(), "", user.name(), null);
    }

    /// Returns the id of the account of a name; the name if there is none.
    private String account(String named) {
        String byAlias = named.length() > NAME_CHARACTERS_MAX
                ? null
                : directory.accounts().withAlias(named);
        return byAlias == null ? named : byAlias;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
