package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Accounts;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Takes its alias from the account.
///
/// Source:
/// [DeleteAccountAlias](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccountAlias.html).
final class DeleteAccountAlias implements Writing<DeleteAccountAlias.Request, NoContent> {
    private final IamRights rights;
    private final Accounts accounts;

    /// The request.
    public record Request(
            @Logged @Length(min = 3, max = 63) @Matches(Constraint.ACCOUNT_ALIAS)
            String accountAlias) {}

    DeleteAccountAlias(IamRights rights, Accounts accounts) {
        this.rights = rights;
        this.accounts = accounts;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        rights.inAccount(call, "DeleteAccountAlias");
        return tx -> {
            accounts.removeAlias(tx, IamRights.account(call), request.accountAlias());
            return NoContent.INSTANCE;
        };
    }
}
