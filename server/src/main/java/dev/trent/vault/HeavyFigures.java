package dev.trent.vault;

/// How the threads of the heavy work are doing, in numbers for the operator.
///
/// @param operations how many operations with long keys wait
/// @param generations how many keys wait to be made
/// @param working how many jobs are being done
public record HeavyFigures(int operations, int generations, int working) {}
