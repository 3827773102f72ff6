package dev.trent.iam;

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

/// Makes a group.
///
/// Source: [CreateGroup](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html).
final class CreateGroup implements Writing<CreateGroup.Request, CreateGroup.Response> {
    private final IamRights rights;
    private final Entities entities;

    /// The request.
    public record Request(
            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(IamPattern.PATH)
            String path,

            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String groupName) {}

    /// The answer.
    public record Response(@Logged GroupEntry group) {}

    CreateGroup(IamRights rights, Entities entities) {
        this.rights = rights;
        this.entities = entities;
    }

    /// Errors: AccessDenied, EntityAlreadyExists, LimitExceeded.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        NewEntity made = new NewEntity(
                EntityKind.GROUP,
                IamRights.account(call),
                request.path(),
                request.groupName(),
                null,
                List.of(),
                call.time());
        rights.toCreate(call, made);
        return tx -> new Response(GroupEntry.of(entities.create(tx, made)));
    }
}
