package dev.trent.identity;

import dev.trent.store.Notes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// All facts of a user's console password except the password.
///
/// @param userId the unique id of the user
/// @param resetRequired whether the user has to change it at the next sign-in
/// @param created when the user got its first password
/// @param changed when the user got this password
/// @param lastUse null if nobody has signed in with it
public record LoginProfile(
        String userId,
        boolean resetRequired,
        Instant created,
        Instant changed,
        @Nullable SignIn lastUse) {

    /// A sign-in with the password.
    public record SignIn(Instant time) implements Notes.Note {}
}
