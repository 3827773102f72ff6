package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.PasswordPolicies;
import dev.trent.identity.PasswordPolicy;
import dev.trent.store.Change;
import dev.trent.wire.Default;
import dev.trent.wire.Logged;
import dev.trent.wire.Range;
import org.jspecify.annotations.Nullable;

/// Makes rules for the passwords of the account's users. What the request does not say gets its default, whatever the
/// rules were before.
///
/// Source:
/// [UpdateAccountPasswordPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccountPasswordPolicy.html).
final class UpdateAccountPasswordPolicy implements Writing<UpdateAccountPasswordPolicy.Request, NoContent> {
    private final IamRights rights;
    private final PasswordPolicies policies;

    /// The request.
    ///
    /// @param maxPasswordAge in days
    public record Request(
            @Logged(withDefault = false) @Default("6") @Range(min = 6, max = 128)
            Integer minimumPasswordLength,

            @Logged(withDefault = false) @Default("false") Boolean requireSymbols,

            @Logged(withDefault = false) @Default("false") Boolean requireNumbers,

            @Logged(withDefault = false) @Default("false") Boolean requireUppercaseCharacters,

            @Logged(withDefault = false) @Default("false") Boolean requireLowercaseCharacters,

            @Logged(withDefault = false) @Default("false") Boolean allowUsersToChangePassword,

            @Logged @Nullable @Range(min = 1, max = 1095) Integer maxPasswordAge,

            @Logged @Nullable @Range(min = 1, max = 24) Integer passwordReusePrevention,

            @Logged @Nullable Boolean hardExpiry) {
        private PasswordPolicy policy() {
            return new PasswordPolicy(
                    minimumPasswordLength,
                    requireSymbols,
                    requireNumbers,
                    requireUppercaseCharacters,
                    requireLowercaseCharacters,
                    allowUsersToChangePassword,
                    maxPasswordAge,
                    passwordReusePrevention,
                    hardExpiry);
        }
    }

    UpdateAccountPasswordPolicy(IamRights rights, PasswordPolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: AccessDenied.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        rights.inAccount(call, "UpdateAccountPasswordPolicy");
        return tx -> {
            policies.put(tx, IamRights.account(call), request.policy());
            return NoContent.INSTANCE;
        };
    }
}
