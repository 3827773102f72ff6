package dev.trent.chores;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is done when it is due.
@FunctionalInterface
public interface Chore {
    /// Does it. A crash in the middle, or after the end, has it done again: what is done already is left alone.
    ///
    /// @param subject to what; empty if to everything of the kind
    /// @return when it is due again; null for never
    @Nullable
    Instant perform(String subject, Instant now) throws Exception;
}
