package dev.trent.iam;

/// The ways to use a managed policy.
public enum PolicyUsage {
    /// The policy is attached.
    PermissionsPolicy,
    /// The policy is a boundary.
    PermissionsBoundary
}
