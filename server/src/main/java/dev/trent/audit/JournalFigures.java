package dev.trent.audit;

import dev.trent.aws.Histogram;

/// How an audit log is doing, in numbers for its operator.
///
/// @param writable whether the last attempt at the disk succeeded
/// @param roomy whether there is room for the next file
/// @param lastSeq the number of the last record on disk
/// @param waiting how many lines wait for the disk
/// @param bytes how many bytes were written since the start, the blanks of batches included
/// @param failures how many batches could not be written since the start
/// @param nanos how long the writes of batches took, the flush included, in nanoseconds
/// @param batches how many lines the batches had
public record JournalFigures(
        boolean writable,
        boolean roomy,
        long lastSeq,
        int waiting,
        long bytes,
        long failures,
        Histogram nanos,
        Histogram batches) {}
