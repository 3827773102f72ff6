package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.AliasPermit;
import dev.trent.access.KeyRequest;
import dev.trent.access.Permit;
import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.keys.Aliases;
import dev.trent.keys.KmsAction;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Gives a key a friendly name. The caller needs rights to the alias and to the key.
///
/// Source: [CreateAlias](https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html).
final class CreateAlias implements Writing<CreateAlias.Request, NoContent> {
    private final Access access;
    private final Aliases aliases;

    /// The request: the name with its prefix, and a key id or key ARN.
    public record Request(
            @Logged @Length(min = 1, max = 256) @Matches(KmsPattern.ALIAS_NAME)
            String aliasName,

            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String targetKeyId) {}

    CreateAlias(Access access, Aliases aliases) {
        this.access = access;
        this.aliases = aliases;
    }

    /// Errors: ValidationException, NotAuthorizedException, NotFoundException, AccessDeniedException,
    /// AlreadyExistsException, LimitExceededException, KMSInvalidStateException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        String name = AliasName.check(request.aliasName());
        String target = AliasName.checkTarget(request.targetKeyId());
        AliasPermit alias = access.permitAlias(call, KmsAction.CreateAlias, name);
        Permit key = access.permit(call, KeyRequest.of(KmsAction.CreateAlias, target));
        return tx -> {
            aliases.create(tx, alias.alias(), key.key(), call.time());
            return NoContent.INSTANCE;
        };
    }
}
