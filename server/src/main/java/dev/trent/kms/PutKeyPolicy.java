package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.aws.AwsError;
import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.identity.PrincipalNames;
import dev.trent.keys.Key;
import dev.trent.keys.Keys;
import dev.trent.keys.KmsAction;
import dev.trent.policy.Policy;
import dev.trent.store.Change;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import org.jspecify.annotations.Nullable;

/// Gives a key another policy.
///
/// Source: [PutKeyPolicy](https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html).
final class PutKeyPolicy implements Writing<PutKeyPolicy.Request, NoContent> {
    private final Access access;
    private final Keys keys;
    private final PrincipalNames names;

    /// The request: a key id or key ARN, the policy's name, which can only be `default`, and the document.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Default(KeyPolicy.NAME) @Length(min = 1, max = 128) @Matches(KmsPattern.POLICY_NAME)
            String policyName,

            @Logged @Length(min = 1, max = 131072) @Matches(KmsPattern.POLICY)
            String policy,

            @Logged @Nullable Boolean bypassPolicyLockoutSafetyCheck) {}

    PutKeyPolicy(Access access, Keys keys, PrincipalNames names) {
        this.access = access;
        this.keys = keys;
        this.names = names;
    }

    @Override
    public Request recorded(Request request) {
        return new Request(
                request.keyId(),
                request.policyName(),
                request.policy(),
                KeyPolicy.insists(request.bypassPolicyLockoutSafetyCheck()));
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException,
    /// MalformedPolicyDocumentException, LimitExceededException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        KeyRequest asked = KeyRequest.of(KmsAction.PutKeyPolicy, request.keyId())
                .with(facts -> KeyPolicy.addTo(facts, request.bypassPolicyLockoutSafetyCheck()));
        Key key = access.permit(call, asked).key();
        if (!request.policyName().equals(KeyPolicy.NAME)) {
            throw AwsError.NOT_FOUND.because("No such policy exists");
        }
        Policy policy = KeyPolicy.bound(names, request.policy());
        KeyPolicy.refuseLockout(
                () -> access.wouldAllow(call, asked, key, policy), request.bypassPolicyLockoutSafetyCheck());
        return tx -> {
            keys.change(tx, key, stored -> stored.govern(policy.text()));
            return NoContent.INSTANCE;
        };
    }
}
