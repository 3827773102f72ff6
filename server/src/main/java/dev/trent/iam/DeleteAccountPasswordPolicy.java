package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.PasswordPolicies;
import dev.trent.store.Change;

/// Removes the rules for passwords that the account has made. The usual rules are in force again.
///
/// Source:
/// [DeleteAccountPasswordPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccountPasswordPolicy.html).
final class DeleteAccountPasswordPolicy implements Writing<DeleteAccountPasswordPolicy.Request, NoContent> {
    private final IamRights rights;
    private final PasswordPolicies policies;

    /// The request. It has no members.
    public record Request() {}

    DeleteAccountPasswordPolicy(IamRights rights, PasswordPolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        rights.inAccount(call, "DeleteAccountPasswordPolicy");
        return tx -> {
            policies.remove(tx, IamRights.account(call));
            return NoContent.INSTANCE;
        };
    }
}
