package dev.trent.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A managed policy as one account sees it.
///
/// @param policyName its id and its ARN
/// @param entity the policy as something of the account; null for a policy that every account has
/// @param description null if none was given
/// @param defaultVersion the version that is in force
/// @param created when its first version was made
/// @param updated when its newest version was made
/// @param attachments how many users, groups and roles of the account it is attached to
/// @param boundaryUses how many users and roles of the account it is the boundary of
public record ManagedPolicy(
        PolicyName policyName,
        @Nullable Entity entity,
        @Nullable String description,
        int defaultVersion,
        Instant created,
        Instant updated,
        int attachments,
        int boundaryUses) {

    /// One version of a managed policy.
    ///
    /// @param number from 1, never used again
    /// @param document the text as it was submitted
    /// @param created when it was made
    /// @param isDefault whether it is the one in force
    public record Version(int number, String document, Instant created, boolean isDefault) {}
}
