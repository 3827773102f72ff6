package dev.trent.identity;

import org.jspecify.annotations.Nullable;

/// A role, with the facts that users and groups do not have.
///
/// @param trust the trust policy, with unique ids in place of the ARNs of users and roles
/// @param description null if none was given
/// @param maxSessionSeconds the longest session
public record Role(Entity entity, String trust, @Nullable String description, int maxSessionSeconds) {}
