package dev.trent.sts;

import dev.trent.aws.Caller;
import org.jspecify.annotations.Nullable;

/// The duration of the sessions of GetSessionToken and GetFederationToken.
final class SessionDuration {
    private static final int DEFAULT_SECONDS = 43_200;
    private static final int ROOT_SECONDS_MAX = 3_600;

    private SessionDuration() {}

    /// Returns the duration in seconds. For a root user, a longer request is cut to an hour and not refused.
    static int seconds(Caller caller, @Nullable Integer requested) {
        int seconds = requested == null ? DEFAULT_SECONDS : requested;
        return caller.type() == Caller.Type.Root ? Math.min(seconds, ROOT_SECONDS_MAX) : seconds;
    }
}
