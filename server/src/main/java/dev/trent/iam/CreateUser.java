package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.Entities;
import dev.trent.identity.EntityKind;
import dev.trent.identity.NewEntity;
import dev.trent.store.Change;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a user.
///
/// Source: [CreateUser](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html).
final class CreateUser implements Writing<CreateUser.Request, CreateUser.Response> {
    private final IamRights rights;
    private final Entities entities;

    /// The request.
    public record Request(
            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(IamPattern.PATH)
            String path,

            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Nullable @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String permissionsBoundary,

            @Logged @Nullable @Length(min = 0, max = 50) List<IamTag> tags) {}

    /// The answer.
    public record Response(@Logged UserEntry user) {}

    CreateUser(IamRights rights, Entities entities) {
        this.rights = rights;
        this.entities = entities;
    }

    /// Errors: InvalidInput, AccessDenied, EntityAlreadyExists, LimitExceeded, NoSuchEntity for the
    /// boundary.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        List<Tag> tags = IamTagRules.check(request.tags());
        NewEntity made = new NewEntity(
                EntityKind.USER,
                IamRights.account(call),
                request.path(),
                request.userName(),
                request.permissionsBoundary(),
                tags,
                call.time());
        rights.toCreate(call, made);
        return tx -> new Response(UserEntry.of(entities.create(tx, made), tags, null));
    }
}
