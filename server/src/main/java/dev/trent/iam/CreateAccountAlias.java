package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Accounts;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Gives the account an alias, in the place of the one it has.
///
/// Source:
/// [CreateAccountAlias](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html).
final class CreateAccountAlias implements Writing<CreateAccountAlias.Request, NoContent> {
    private final IamRights rights;
    private final Accounts accounts;

    /// The request.
    public record Request(
            @Logged @Length(min = 3, max = 63) @Matches(Constraint.ACCOUNT_ALIAS)
            String accountAlias) {}

    CreateAccountAlias(IamRights rights, Accounts accounts) {
        this.rights = rights;
        this.accounts = accounts;
    }

    /// Errors: AccessDenied, EntityAlreadyExists.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        rights.inAccount(call, "CreateAccountAlias");
        return tx -> {
            accounts.alias(tx, IamRights.account(call), request.accountAlias());
            return NoContent.INSTANCE;
        };
    }
}
