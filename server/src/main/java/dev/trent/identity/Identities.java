package dev.trent.identity;

import org.jspecify.annotations.Nullable;

/// Users and roles as authorization needs them: read through a bounded cache, compiled once.
///
/// INVARIANT: a change holds for every look-up that starts after the change was answered. Each change of an account's
/// users, groups, roles or policies bumps the account's version after its commit and before its answer; a cached
/// snapshot counts only under the version that was current before it was read.
public final class Identities {

    /// Returns a user or role of any account, or null if there is none of that id (any more).
    ///
    /// @param uniqueId `AIDA…` or `AROA…`
    public @Nullable Identity find(String uniqueId) {
        return null;
    }

    /// Returns a user or role by its ARN, path included, or null; not for the hot path.
    public @Nullable Identity findByArn(String arn) {
        return null;
    }

    /// Returns a role by account and name, the name in any case, or null; not for the hot path.
    public @Nullable Identity findRole(String account, String name) {
        return null;
    }

    /// Returns the managed policy of an ARN in its default version, compiled, or null if there is none.
    ///
    /// @param arn of a customer managed policy, or of one of the policies that every account has
    /// @param account the account that asks: a customer managed policy of another account is null
    public @Nullable NamedPolicy managedPolicy(String account, String arn) {
        return null;
    }
}
