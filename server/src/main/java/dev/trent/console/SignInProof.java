package dev.trent.console;

import dev.trent.aws.Caller;
import dev.trent.identity.ConsoleSession;
import dev.trent.identity.SessionContent;
import org.jspecify.annotations.Nullable;

/// A user who has proven at the sign-in who it is.
///
/// @param content the user, with a new temporary access key id
/// @param accessKeyId the long-term access key that proved it; null for other ways
/// @param byToken whether a session token came with the access key
/// @param mfa whether a second factor was given
record SignInProof(
        Caller caller,
        ConsoleSession.Method method,
        SessionContent content,
        @Nullable String accessKeyId,
        boolean byToken,
        boolean mfa) {}
