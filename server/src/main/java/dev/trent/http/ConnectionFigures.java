package dev.trent.http;

/// How many connections a listener has, in numbers for the operator.
///
/// @param open how many are open
/// @param max how many are served at most
/// @param entered how many were accepted since the start
/// @param turnedAway how many of them found no place, and were only asked about health or closed
public record ConnectionFigures(int open, int max, long entered, long turnedAway) {}
