package dev.trent.access;

import dev.trent.keys.Grant;
import dev.trent.policy.Layer;
import dev.trent.policy.Policy;
import dev.trent.policy.Statement;
import org.jspecify.annotations.Nullable;

/// What was decided about one request to one key, and what decided it.
public sealed interface Decision {

    /// The request is allowed by the key policy alone, which names the caller.
    ///
    /// @param statement the statement of the key policy
    record AllowedByKeyPolicy(Statement statement) implements Decision {}

    /// The request is allowed by the caller's own policies, which the key policy lets decide.
    ///
    /// @param delegation the statement of the key policy that lets the caller's account, or the caller
    ///     itself, in
    /// @param policy the caller's policy that allows; null for a root user, who needs none
    /// @param statement its statement; null likewise
    record AllowedByIdentity(
            Statement delegation,
            @Nullable Policy policy,
            @Nullable Statement statement) implements Decision {}

    /// The request is allowed by a grant.
    record AllowedByGrant(Grant grant) implements Decision {}

    /// The request is denied.
    ///
    /// @param layer the layer that refused
    /// @param explicit whether by a Deny, or by the lack of an Allow
    /// @param disclosed whether the refusal may name the layer: not the one of another account's key
    /// @param policy the policy with the Deny; null if there is none
    /// @param statement the Deny itself; null likewise
    record Denied(
            Layer layer,
            boolean explicit,
            boolean disclosed,
            @Nullable Policy policy,
            @Nullable Statement statement) implements Decision {}

    /// Returns whether the request may be served.
    default boolean allowed() {
        return switch (this) {
            case AllowedByKeyPolicy _, AllowedByIdentity _, AllowedByGrant _ -> true;
            case Denied _ -> false;
        };
    }
}
