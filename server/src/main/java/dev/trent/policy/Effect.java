package dev.trent.policy;

/// What a statement does to the requests it applies to.
public enum Effect {
    /// Gives permission.
    ALLOW,
    /// Refuses, whatever else allows.
    DENY
}
