package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.Directory;
import dev.trent.identity.Entity;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Returns a user, or the calling user if the request has no name.
///
/// Source: [GetUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html).
final class GetUser implements Reading<GetUser.Request, GetUser.Response> {
    private final IamRights rights;
    private final Directory directory;

    /// The request.
    public record Request(
            @Logged @Nullable @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName) {}

    /// The answer.
    public record Response(UserEntry user) {}

    GetUser(IamRights rights, Directory directory) {
        this.rights = rights;
        this.directory = directory;
    }

    /// Errors: AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        Entity user = rights.onUserOrSelf(call, "GetUser", request.userName());
        return new Response(user == null ? root(call) : entry(user));
    }

    private UserEntry entry(Entity user) {
        Instant passwordLastUsed =
                directory.lastUses().of(directory.loginProfiles().find(user));
        return UserEntry.of(user, directory.tags().list(user), passwordLastUsed);
    }

    private UserEntry root(Invocation call) {
        String account = IamRights.account(call);
        Instant created = directory.accounts().created(account);
        return new UserEntry(
                null,
                null,
                account,
                call.partition().root(account).toString(),
                created == null ? call.time() : created,
                null,
                null,
                null);
    }
}
