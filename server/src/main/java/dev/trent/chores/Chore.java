package dev.trent.chores;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Work that is done when it is due.
@FunctionalInterface
public interface Chore {
    /// Does the work. After a crash in the middle or right after the end, it runs again. So it leaves finished
    /// work alone.
    ///
    /// @param subject the thing that the chore is for; empty if it is for everything of the kind
    /// @return the time at which it is due again; null for never
    @Nullable
    Instant perform(String subject, Instant now) throws Exception;
}
