package dev.trent.store;

import dev.trent.aws.Partition;

/// The partition that a new database is to be of.
///
/// @param insisted whether a database of another partition is refused
public record Founding(Partition partition, boolean insisted) {}
