package dev.trent.identity;

/// A policy written into a user, a group or a role.
///
/// @param name the name, unique within the entity
/// @param document the text as it was submitted
public record InlinePolicy(String name, String document) {}
