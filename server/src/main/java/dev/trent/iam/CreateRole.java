package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.identity.EntityKind;
import dev.trent.identity.NewEntity;
import dev.trent.identity.PrincipalNames;
import dev.trent.identity.Roles;
import dev.trent.store.Change;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a role.
///
/// Source: [CreateRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html).
final class CreateRole implements Writing<CreateRole.Request, CreateRole.Response> {
    private final IamRights rights;
    private final Roles roles;
    private final PrincipalNames names;

    /// The request.
    public record Request(
            @Logged @Default("/") @Length(min = 1, max = 512) @Matches(IamPattern.PATH)
            String path,

            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT)
            String assumeRolePolicyDocument,

            @Logged @Nullable @Length(min = 0, max = 1000) @Matches(IamPattern.ROLE_DESCRIPTION)
            String description,

            @Logged @Default("3600") @Range(min = 3600, max = 43200)
            Integer maxSessionDuration,

            @Logged @Nullable @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String permissionsBoundary,

            @Logged @Nullable @Length(min = 0, max = 50) List<IamTag> tags) {}

    /// The answer.
    public record Response(@Logged RoleEntry role) {}

    CreateRole(IamRights rights, Roles roles, PrincipalNames names) {
        this.rights = rights;
        this.roles = roles;
        this.names = names;
    }

    /// Errors: InvalidInput, AccessDenied, MalformedPolicyDocument, EntityAlreadyExists, LimitExceeded,
    /// NoSuchEntity for the boundary.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        List<Tag> tags = IamTagRules.check(request.tags());
        NewEntity made = new NewEntity(
                EntityKind.ROLE,
                IamRights.account(call),
                request.path(),
                request.roleName(),
                request.permissionsBoundary(),
                tags,
                call.time());
        rights.toCreate(call, made);
        String trust = roles.bound(request.assumeRolePolicyDocument());
        String shown = RoleEntry.trust(trust, names);
        return tx -> new Response(RoleEntry.of(
                roles.create(tx, made, trust, request.description(), request.maxSessionDuration()), tags, shown));
    }
}
