package dev.trent.operator;

/// The space of the disk that the data folder is on.
///
/// @param totalBytes the size of the disk
/// @param freeBytes how much of it this process may still fill
/// @param reserveBytes the free space below which changes are refused
public record DiskSpace(long totalBytes, long freeBytes, long reserveBytes) {}
