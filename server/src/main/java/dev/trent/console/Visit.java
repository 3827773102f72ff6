package dev.trent.console;

import dev.trent.aws.Caller;
import dev.trent.identity.ConsoleSession;
import org.jspecify.annotations.Nullable;

/// A request of a user who has signed in.
///
/// @param csrf the session's token against forged requests
/// @param user the user who has signed in
/// @param acting the user itself, or the role that it has switched to; null if the session of that role has ended
/// @param passwordResetRequired whether the user has to change its password before anything else
record Visit(
        ConsoleSession session,
        String csrf,
        Caller user,
        @Nullable Caller acting,
        boolean passwordResetRequired) {
    private static final String CHANGE_PASSWORD = "iam:ChangePassword";

    /// Returns who acts.
    ///
    /// SAFE: when the session of a role ends, nobody acts until the user says so. A request that was meant for the
    /// role never runs with the permissions of the user.
    ///
    /// Errors: RoleEnded.
    Caller requireActing() {
        if (acting == null) {
            throw ConsoleRefusal.roleEnded();
        }
        return acting;
    }

    /// Returns the one operation that the user may call for now; null if there is no such bound.
    @Nullable
    String only() {
        return passwordResetRequired ? CHANGE_PASSWORD : null;
    }
}
