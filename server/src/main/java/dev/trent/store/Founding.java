package dev.trent.store;

import dev.trent.aws.Partition;

/// The partition of a new database.
///
/// @param insisted whether a database of another partition is refused
public record Founding(Partition partition, boolean insisted) {}
