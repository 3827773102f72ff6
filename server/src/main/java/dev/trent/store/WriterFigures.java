package dev.trent.store;

/// How the thread that changes the database is doing, in numbers for the operator.
///
/// @param waiting how many changes wait
/// @param changes how many changes it has made since the start, with those that failed
/// @param batches in how many batches it has made them; each batch is one commit, unless a change of it failed
public record WriterFigures(int waiting, long changes, long batches) {}
