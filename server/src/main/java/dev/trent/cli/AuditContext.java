package dev.trent.cli;

/// What audit records show of an encryption context.
enum AuditContext {
    /// Names and values, as CloudTrail does.
    clear,
    /// Names, and a hash of each value under a key of this installation.
    hash
}
