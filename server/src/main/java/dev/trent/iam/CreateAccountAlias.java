package dev.trent.iam;

import dev.trent.aws.Invocation;
import dev.trent.aws.Operation.NoContent;
import dev.trent.identity.Accounts;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Gives the account an alias, in the place of the one it has.
///
/// Source:
/// [CreateAccountAlias](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html).
public final class CreateAccountAlias {
    private final Rights rights;
    private final Accounts accounts;

    /// The request.
    public record Request(
            @Logged @Length(min = 3, max = 63) @Matches(Constraint.ACCOUNT_ALIAS)
            String accountAlias) {}

    CreateAccountAlias(Rights rights, Accounts accounts) {
        this.rights = rights;
        this.accounts = accounts;
    }

    /// Performs it.
    ///
    /// Errors: AccessDenied, EntityAlreadyExists.
    public NoContent perform(Invocation call, Request request) {
        rights.inAccount(call, "CreateAccountAlias");
        accounts.alias(Rights.account(call), request.accountAlias());
        return NoContent.INSTANCE;
    }
}
