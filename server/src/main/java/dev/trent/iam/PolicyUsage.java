package dev.trent.iam;

/// What a managed policy can be used for.
public enum PolicyUsage {
    /// It is attached.
    PermissionsPolicy,
    /// It is a boundary.
    PermissionsBoundary
}
