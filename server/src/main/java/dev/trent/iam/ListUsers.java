package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.identity.EntityKind;
import dev.trent.identity.LoginProfile;
import dev.trent.identity.OfEach;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the users of the account in the order of their names.
///
/// Source: [ListUsers](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html).
final class ListUsers implements Reading<ListUsers.Request, ListUsers.Response> {
    private final IamRights rights;
    private final Directory directory;

    /// The request.
    public record Request(
            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(IamPattern.PATH_PREFIX)
            String pathPrefix,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            List<UserEntry> users,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListUsers(IamRights rights, Directory directory) {
        this.rights = rights;
        this.directory = directory;
    }

    /// Errors: AccessDenied, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.toList(call, "ListUsers", EntityKind.USER, request.pathPrefix());
        Paging paging = Paging.of(call, "ListUsers\n" + request.pathPrefix(), request);
        Page<Entity> page = paging.cut(
                directory
                        .entities()
                        .list(
                                EntityKind.USER,
                                IamRights.account(call),
                                request.pathPrefix(),
                                paging.after(),
                                paging.rows()),
                Entity::foldedName);
        OfEach<LoginProfile> profiles = directory.loginProfiles().list(page.map(user -> user));
        return new Response(page.map(user -> entry(user, profiles.of(user))), page.truncated(), page.next());
    }

    private UserEntry entry(Entity user, List<LoginProfile> profile) {
        return UserEntry.listed(
                user, profile.isEmpty() ? null : directory.lastUses().of(profile.getFirst()));
    }
}
