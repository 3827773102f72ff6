package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.Entity;
import dev.trent.store.Change;
import dev.trent.store.Tx;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Makes a version of a managed policy the default version, or removes a version that is not the default.
///
/// Source:
/// [SetDefaultPolicyVersion](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html),
/// [DeletePolicyVersion](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html).
record ChangePolicyVersion(String name, IamRights rights, Act act)
        implements Writing<ChangePolicyVersion.Request, NoContent> {

    /// Does one of the two with the version.
    interface Act {
        void in(Tx tx, Entity policy, String versionId);
    }

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn,

            @Logged @Matches(IamPattern.VERSION_ID) String versionId)
            implements Named.Policy {}

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, DeleteConflict, ConcurrentModification.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Entity policy = rights.on(call, name, request);
        return tx -> {
            act.in(tx, policy, request.versionId());
            return NoContent.INSTANCE;
        };
    }
}
