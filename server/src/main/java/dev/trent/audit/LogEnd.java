package dev.trent.audit;

/// The end of a log that was found at the start.
///
/// @param log the id of the log
/// @param segment the number of the segment with the last record; 0 if there is no record
/// @param accepted whether an operator has accepted the break before this segment
record LogEnd(String log, ChainHead head, long segment, boolean accepted) {}
