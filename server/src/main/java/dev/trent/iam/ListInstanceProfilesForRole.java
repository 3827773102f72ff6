package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.EntityKind;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the instance profiles of a role. The list is empty, because Trent has no instances.
///
/// Source:
/// [ListInstanceProfilesForRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html).
final class ListInstanceProfilesForRole
        implements Reading<ListInstanceProfilesForRole.Request, ListInstanceProfilesForRole.Response> {
    private final IamRights rights;

    /// The request.
    public record Request(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems) {}

    /// The answer.
    public record Response(
            List<InstanceProfile> instanceProfiles,
            Boolean isTruncated,
            @Nullable String marker) {}

    /// An instance profile.
    public record InstanceProfile(
            String path,
            String instanceProfileName,
            String instanceProfileId,
            String arn,
            Instant createDate,
            List<RoleEntry> roles,
            @Nullable List<IamTag> tags) {}

    ListInstanceProfilesForRole(IamRights rights) {
        this.rights = rights;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.on(call, "ListInstanceProfilesForRole", EntityKind.ROLE, request.roleName());
        return new Response(List.of(), false, null);
    }
}
