package dev.trent.policy;

/// The answer of one policy, or of several policies of one layer together, to a request.
public enum Verdict {
    /// A Deny applies.
    DENY,
    /// An Allow applies, and no Deny.
    ALLOW,
    /// No statement applies.
    NONE
}
