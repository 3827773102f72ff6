package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.AliasPermit;
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

/// Deletes a friendly name. The key stays. The caller needs rights to the alias and to the key.
///
/// Source: [DeleteAlias](https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html).
final class DeleteAlias implements Writing<DeleteAlias.Request, NoContent> {
    private final Access access;
    private final Aliases aliases;

    /// The request: the name with its prefix.
    public record Request(
            @Logged @Length(min = 1, max = 256) @Matches(KmsPattern.ALIAS_NAME)
            String aliasName) {}

    DeleteAlias(Access access, Aliases aliases) {
        this.access = access;
        this.aliases = aliases;
    }

    /// Errors: ValidationException, NotAuthorizedException, NotFoundException, AccessDeniedException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        AliasPermit alias = access.permitAlias(call, KmsAction.DeleteAlias, AliasName.check(request.aliasName()));
        Key current = access.permitTarget(call, KmsAction.DeleteAlias, alias).key();
        return tx -> {
            aliases.delete(tx, alias.alias(), current);
            return NoContent.INSTANCE;
        };
    }
}
