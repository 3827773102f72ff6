package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.AliasPermit;
import dev.trent.access.KeyRequest;
import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.keys.Aliases;
import dev.trent.keys.Key;
import dev.trent.keys.KmsAction;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Moves an alias to another key. The caller needs rights to the alias, to the old key and to the new key.
///
/// Source: [UpdateAlias](https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html).
final class UpdateAlias implements Writing<UpdateAlias.Request, NoContent> {
    private final Access access;
    private final Aliases aliases;

    /// The request: the name with its prefix, and a key id or key ARN.
    public record Request(
            @Logged @Length(min = 1, max = 256) @Matches(KmsPattern.ALIAS_NAME)
            String aliasName,

            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String targetKeyId) {}

    UpdateAlias(Access access, Aliases aliases) {
        this.access = access;
        this.aliases = aliases;
    }

    /// Errors: ValidationException, also for a key of another type or usage; NotAuthorizedException,
    /// NotFoundException, AccessDeniedException, LimitExceededException, KMSInvalidStateException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        String name = AliasName.check(request.aliasName());
        String target = AliasName.checkTarget(request.targetKeyId());
        AliasPermit alias = access.permitAlias(call, KmsAction.UpdateAlias, name);
        Key current = access.permitTarget(call, KmsAction.UpdateAlias, alias).key();
        Key next = access.permit(call, KeyRequest.of(KmsAction.UpdateAlias, target))
                .key();
        return tx -> {
            aliases.update(tx, alias.alias(), current, next, call.time());
            return NoContent.INSTANCE;
        };
    }
}
