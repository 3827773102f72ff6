package dev.trent.policy;

/// The effect of a statement on the requests that it applies to.
public enum Effect {
    /// Allows the request.
    ALLOW,
    /// Denies the request, even if another statement allows it.
    DENY
}
