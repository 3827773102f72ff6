package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Accounts;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Takes its alias from the account.
///
/// Source:
/// [DeleteAccountAlias](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccountAlias.html).
public final class DeleteAccountAlias {
    private final Rights rights;
    private final Accounts accounts;

    /// The request.
    public record Request(
            @Logged @Length(min = 3, max = 63) @Matches(Constraint.ACCOUNT_ALIAS)
            String accountAlias) {}

    DeleteAccountAlias(Rights rights, Accounts accounts) {
        this.rights = rights;
        this.accounts = accounts;
    }

    /// Performs it.
    ///
    /// Errors: AccessDenied, NoSuchEntity.
    public NoContent perform(Invocation call, Request request) {
        rights.inAccount(call, "DeleteAccountAlias");
        accounts.removeAlias(Rights.account(call), request.accountAlias());
        return NoContent.INSTANCE;
    }
}
