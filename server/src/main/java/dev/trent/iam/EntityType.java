package dev.trent.iam;

/// The types of entities that can be listed.
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
