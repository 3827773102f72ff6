package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.identity.InlinePolicies;
import dev.trent.identity.InlinePolicy;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Writes a policy into a user, group or role. It replaces a policy of the same name.
///
/// Source:
/// [PutUserPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html),
/// [PutGroupPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutGroupPolicy.html),
/// [PutRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html).
record PutInlinePolicy<Q extends Record & PutInlinePolicy.Request>(
        String name, Class<Q> request, IamRights rights, InlinePolicies policies) implements Writing<Q, NoContent> {

    /// What the requests have in common.
    interface Request extends Named {
        String policyName();

        String policyDocument();
    }

    /// The request about a user.
    public record OfUser(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String policyName,

            @Logged @Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT)
            String policyDocument)
            implements Request, Named.User {}

    /// The request about a group.
    public record OfGroup(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String groupName,

            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String policyName,

            @Logged @Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT)
            String policyDocument)
            implements Request, Named.Group {}

    /// The request about a role.
    public record OfRole(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String policyName,

            @Logged @Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT)
            String policyDocument)
            implements Request, Named.Role {}

    /// Errors: AccessDenied, NoSuchEntity, MalformedPolicyDocument, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Q request) {
        Entity entity = rights.on(call, name, request);
        return policies.put(entity, new InlinePolicy(request.policyName(), request.policyDocument()))
                .map(_ -> NoContent.INSTANCE);
    }
}
