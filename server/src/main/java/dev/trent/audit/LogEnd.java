package dev.trent.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The end of a log that was found at the start.
///
/// @param log the id of the log
/// @param segment the number of the segment with the last record; 0 if there is no record
/// @param accepted when an operator has accepted a break before this segment; null if there is none
record LogEnd(
        String log, ChainHead head, long segment, @Nullable Instant accepted) {}
