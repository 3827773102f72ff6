package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.PasswordPolicies;
import dev.trent.identity.PasswordPolicy;
import org.jspecify.annotations.Nullable;

/// Returns the rules for passwords that the account has made. If they let users change their passwords, every user
/// may read them.
///
/// Source:
/// [GetAccountPasswordPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountPasswordPolicy.html).
final class GetAccountPasswordPolicy
        implements Reading<GetAccountPasswordPolicy.Request, GetAccountPasswordPolicy.Response> {
    private final IamRights rights;
    private final PasswordPolicies policies;

    /// The request. It has no members.
    public record Request() {}

    /// The answer.
    public record Response(Entry passwordPolicy) {}

    /// The rules.
    ///
    /// @param maxPasswordAge in days; null if passwords do not expire
    public record Entry(
            Integer minimumPasswordLength,
            Boolean requireSymbols,
            Boolean requireNumbers,
            Boolean requireUppercaseCharacters,
            Boolean requireLowercaseCharacters,
            Boolean allowUsersToChangePassword,
            Boolean expirePasswords,
            @Nullable Integer maxPasswordAge,
            @Nullable Integer passwordReusePrevention,
            @Nullable Boolean hardExpiry) {
        private static Entry of(PasswordPolicy policy) {
            return new Entry(
                    policy.lengthMin(),
                    policy.symbols(),
                    policy.numbers(),
                    policy.uppercase(),
                    policy.lowercase(),
                    policy.selfChange(),
                    policy.daysMax() != null,
                    policy.daysMax(),
                    policy.reuseAfter(),
                    policy.hardExpiry());
        }
    }

    GetAccountPasswordPolicy(IamRights rights, PasswordPolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public Response perform(Invocation call, Request request) {
        String account = IamRights.account(call);
        PasswordPolicy policy = policies.find(account);
        rights.inAccount(call, "GetAccountPasswordPolicy", policy != null && policy.selfChange());
        if (policy == null) {
            throw PasswordPolicies.missing(account);
        }
        return new Response(Entry.of(policy));
    }
}
