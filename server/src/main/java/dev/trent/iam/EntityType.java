package dev.trent.iam;

/// What can be listed of an account.
public enum EntityType {
    /// Users.
    User,
    /// Roles.
    Role,
    /// Groups.
    Group,
    /// Managed policies of the account.
    LocalManagedPolicy,
    /// Managed policies that every account has.
    AWSManagedPolicy
}
