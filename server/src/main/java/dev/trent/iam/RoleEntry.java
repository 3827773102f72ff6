package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.identity.Entity;
import dev.trent.identity.PrincipalNames;
import dev.trent.identity.Role;
import dev.trent.policy.Kind;
import dev.trent.policy.Policy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A role as the API writes it.
///
/// Source: [Role](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html).
public record RoleEntry(
        String path,
        String roleName,
        String roleId,
        String arn,
        Instant createDate,
        String assumeRolePolicyDocument,
        @Nullable String description,
        Integer maxSessionDuration,
        @Nullable BoundaryEntry permissionsBoundary,
        @Nullable List<IamTag> tags,
        @Nullable RoleLastUsed roleLastUsed) {

    /// The last use of a role. Trent does not keep it.
    public record RoleLastUsed(
            @Nullable Instant lastUsedDate, @Nullable String region) {
        static final RoleLastUsed UNKNOWN = new RoleLastUsed(null, null);
    }

    /// Returns a role with its boundary and its tags.
    ///
    /// @param trust the trust policy in the form that callers see
    static RoleEntry of(Role role, List<Tag> tags, String trust) {
        return of(role, BoundaryEntry.of(role.entity()), IamTag.of(tags), RoleLastUsed.UNKNOWN, trust);
    }

    /// Returns a role as lists show it: without boundary and tags.
    static RoleEntry listed(Role role, PrincipalNames names) {
        return of(role, null, null, null, trust(role.trust(), names));
    }

    /// Returns the trust policy in the form that callers see: with names, percent-encoded.
    ///
    /// @param stored the trust policy in its stored form
    static String trust(String stored, PrincipalNames names) {
        return Documents.encoded(names.render(Policy.parseStored(stored, Kind.TRUST)));
    }

    private static RoleEntry of(
            Role role,
            @Nullable BoundaryEntry boundary,
            @Nullable List<IamTag> tags,
            @Nullable RoleLastUsed lastUsed,
            String trust) {
        Entity entity = role.entity();
        return new RoleEntry(
                entity.path(),
                entity.name(),
                entity.uniqueId(),
                entity.arn().toString(),
                entity.created(),
                trust,
                role.description(),
                role.maxSessionSeconds(),
                boundary,
                tags,
                lastUsed);
    }
}
