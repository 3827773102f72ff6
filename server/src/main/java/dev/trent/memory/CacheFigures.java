package dev.trent.memory;

/// How a cache is doing, in numbers for the operator.
///
/// @param name what is kept
/// @param hits how many look-ups found a value; 0 if nobody counts
/// @param misses how many values were read, opened or compiled, because there was none
/// @param evictions how many values gave way to others
/// @param values how many values there are
/// @param bytes the bytes of the heap that they take
public record CacheFigures(String name, long hits, long misses, long evictions, long values, long bytes) {}
