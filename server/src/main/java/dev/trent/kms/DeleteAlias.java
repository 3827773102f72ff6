package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.AliasPermit;
import dev.trent.aws.Action;
import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.keys.Aliases;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Takes a friendly name away; the key stays. It takes a right to the alias and one to the key.
///
/// Source: [DeleteAlias](https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html).
public final class DeleteAlias {
    private static final Action ACTION = Action.kms("DeleteAlias");

    private final Access access;
    private final Aliases aliases;

    /// The request: the name with its prefix.
    public record Request(
            @Logged @Length(min = 1, max = 256) @Matches(Constraint.ALIAS_NAME)
            String aliasName) {}

    /// Makes the operation.
    public DeleteAlias(Access access, Aliases aliases) {
        this.access = access;
        this.aliases = aliases;
    }

    /// Performs it.
    ///
    /// Errors: ValidationException, NotAuthorizedException, NotFoundException, AccessDeniedException.
    public NoContent perform(Invocation call, Request request) {
        AliasPermit alias = access.permitAlias(call, ACTION, AliasName.check(request.aliasName()));
        AliasName.untilStill(() -> aliases.delete(
                alias.alias(), access.permitTarget(call, ACTION, alias).key()));
        return NoContent.INSTANCE;
    }
}
