package dev.trent.policy;

/// What one policy, or several of one layer together, say to a request.
public enum Verdict {
    /// A Deny applies.
    DENY,
    /// An Allow applies and no Deny.
    ALLOW,
    /// No statement applies.
    NONE
}
