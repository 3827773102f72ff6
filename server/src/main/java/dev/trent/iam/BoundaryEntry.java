package dev.trent.iam;

import dev.trent.identity.Entity;
import org.jspecify.annotations.Nullable;

/// A permissions boundary as the API writes it.
///
/// Source:
/// [AttachedPermissionsBoundary](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPermissionsBoundary.html).
public record BoundaryEntry(Type permissionsBoundaryType, String permissionsBoundaryArn) {

    /// The kinds of boundary.
    public enum Type {
        /// A managed policy.
        PermissionsBoundaryPolicy
    }

    static @Nullable BoundaryEntry of(Entity entity) {
        return entity.boundary() == null
                ? null
                : new BoundaryEntry(
                        Type.PermissionsBoundaryPolicy, entity.boundary().arn());
    }
}
