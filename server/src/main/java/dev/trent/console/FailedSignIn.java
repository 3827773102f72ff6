package dev.trent.console;

import dev.trent.audit.SignInEvent;
import org.jspecify.annotations.Nullable;

/// What was given at the sign-in does not prove a user, or not yet.
final class FailedSignIn extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SignInEvent.@Nullable Who who;
    private final boolean codeMissing;

    /// @param who who should have been proven; null if not even the account exists
    FailedSignIn(SignInEvent.@Nullable Who who) {
        this(who, false);
    }

    /// @param codeMissing whether the password is right, and the code of a second factor was not given
    FailedSignIn(SignInEvent.@Nullable Who who, boolean codeMissing) {
        super(null, null, false, false);
        this.who = who;
        this.codeMissing = codeMissing;
    }

    boolean codeMissing() {
        return codeMissing;
    }

    SignInEvent.@Nullable Who who() {
        return who;
    }
}
