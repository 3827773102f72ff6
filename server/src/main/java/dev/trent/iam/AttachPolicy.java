package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Attachments;
import dev.trent.identity.Entity;
import dev.trent.store.Change;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Attaches a managed policy to a user, group or role. A second attachment changes nothing.
///
/// Source:
/// [AttachUserPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html),
/// [AttachGroupPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachGroupPolicy.html),
/// [AttachRolePolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html).
record AttachPolicy<Q extends Record & AttachPolicy.Request>(
        String name, Class<Q> request, IamRights rights, Attachments attachments) implements Writing<Q, NoContent> {

    /// What the requests have in common.
    interface Request extends Named {
        String policyArn();
    }

    /// The request about a user.
    public record OfUser(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String userName,

            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn)
            implements Request, Named.User {}

    /// The request about a group.
    public record OfGroup(
            @Logged @Length(min = 1, max = 128) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String groupName,

            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn)
            implements Request, Named.Group {}

    /// The request about a role.
    public record OfRole(
            @Logged @Length(min = 1, max = 64) @Matches(value = IamPattern.NAME, says = IamPattern.NAME_SAYS)
            String roleName,

            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn)
            implements Request, Named.Role {}

    /// Errors: AccessDenied, NoSuchEntity, InvalidInput, LimitExceeded, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Q request) {
        Entity entity = rights.on(call, name, request, IamFacts.policy(request.policyArn()));
        return tx -> {
            attachments.attach(tx, entity, request.policyArn());
            return NoContent.INSTANCE;
        };
    }
}
