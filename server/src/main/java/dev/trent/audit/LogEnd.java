package dev.trent.audit;

/// The end of a log that was found at the start.
///
/// @param log the id of the log
record LogEnd(String log, ChainHead head) {}
