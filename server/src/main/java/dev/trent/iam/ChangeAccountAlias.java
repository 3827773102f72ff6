package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.store.Change;
import dev.trent.store.Tx;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Sets the alias of the account, in place of an earlier one, or removes it.
///
/// Source:
/// [CreateAccountAlias](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html),
/// [DeleteAccountAlias](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccountAlias.html).
record ChangeAccountAlias(String name, IamRights rights, Act act)
        implements Writing<ChangeAccountAlias.Request, NoContent> {

    /// Sets or removes the alias.
    interface Act {
        void in(Tx tx, String account, String alias);
    }

    /// The request.
    public record Request(
            @Logged @Length(min = 3, max = 63) @Matches(IamPattern.ACCOUNT_ALIAS)
            String accountAlias) {}

    /// Errors: AccessDenied, EntityAlreadyExists, NoSuchEntity.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        rights.inAccount(call, name);
        return tx -> {
            act.in(tx, IamRights.account(call), request.accountAlias());
            return NoContent.INSTANCE;
        };
    }
}
