package dev.trent.identity;

/// A policy written into a user, a group or a role.
///
/// @param name unlike that of any other in the same entity
/// @param document the text as it was submitted
public record InlinePolicy(String name, String document) {}
