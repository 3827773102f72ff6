package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.Entity;
import dev.trent.identity.InlinePolicies;
import dev.trent.identity.InlinePolicy;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Returns a policy that is written into a user, group or role.
///
/// Source:
/// [GetUserPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html),
/// [GetGroupPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroupPolicy.html),
/// [GetRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html).
record GetInlinePolicy<R extends Record, Q extends Record & GetInlinePolicy.Request<R>>(
        String name, Class<Q> request, Class<R> response, IamRights rights, InlinePolicies policies)
        implements Reading<Q, R> {

    /// What the requests have in common.
    ///
    /// @param <R> the answer; its member for the entity's name is called as in the request
    interface Request<R extends Record> extends Named {
        String policyName();

        R answer(String name, InlinePolicy policy);
    }

    /// The request about a user.
    public record OfUser(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String policyName)
            implements Request<UserAnswer>, Named.User {
        @Override
        public UserAnswer answer(String name, InlinePolicy policy) {
            return new UserAnswer(name, policy.name(), Documents.encoded(policy.document()));
        }
    }

    /// The request about a group.
    public record OfGroup(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String groupName,

            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String policyName)
            implements Request<GroupAnswer>, Named.Group {
        @Override
        public GroupAnswer answer(String name, InlinePolicy policy) {
            return new GroupAnswer(name, policy.name(), Documents.encoded(policy.document()));
        }
    }

    /// The request about a role.
    public record OfRole(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String policyName)
            implements Request<RoleAnswer>, Named.Role {
        @Override
        public RoleAnswer answer(String name, InlinePolicy policy) {
            return new RoleAnswer(name, policy.name(), Documents.encoded(policy.document()));
        }
    }

    /// The answer about a user; the document is percent-encoded.
    public record UserAnswer(String userName, String policyName, String policyDocument) {}

    /// The answer about a group; the document is percent-encoded.
    public record GroupAnswer(String groupName, String policyName, String policyDocument) {}

    /// The answer about a role; the document is percent-encoded.
    public record RoleAnswer(String roleName, String policyName, String policyDocument) {}

    /// Errors: AccessDenied, NoSuchEntity.
    @Override
    public R perform(Invocation call, Q request) {
        Entity entity = rights.on(call, name, request);
        return request.answer(entity.name(), policies.existing(entity, request.policyName()));
    }
}
