package dev.trent.chores;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A kind of work that is done when it is due.
@FunctionalInterface
public interface Chore {
    /// Does the work. After a crash in the middle or right after the end, it runs again. So it leaves finished
    /// work alone.
    ///
    /// @param subject the thing that the chore is for; empty if it is for everything of the kind
    /// @return the time of the next run; null if there is none
    @Nullable
    Instant perform(String subject, Instant now) throws Exception;
}
