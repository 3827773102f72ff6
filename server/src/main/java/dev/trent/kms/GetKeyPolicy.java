package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.aws.AwsError;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.identity.PrincipalNames;
import dev.trent.keys.Key;
import dev.trent.keys.KmsAction;
import dev.trent.wire.Default;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;

/// Returns the policy of a key as it was put. Only principals can differ: one may have another name now, and
/// one that is gone is shown by its id.
///
/// Source: [GetKeyPolicy](https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html).
final class GetKeyPolicy implements Reading<GetKeyPolicy.Request, GetKeyPolicy.Response> {
    private final Access access;
    private final PrincipalNames names;

    /// The request: a key id or key ARN, and the policy's name, which can only be `default`.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Default(KeyPolicy.NAME) @Length(min = 1, max = 128) @Matches(KmsPattern.POLICY_NAME)
            String policyName) {}

    /// The answer.
    public record Response(String policy, String policyName) {}

    GetKeyPolicy(Access access, PrincipalNames names) {
        this.access = access;
        this.names = names;
    }

    /// Errors: NotFoundException, InvalidArnException, AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(KmsAction.GetKeyPolicy, request.keyId()))
                .key();
        if (!request.policyName().equals(KeyPolicy.NAME)) {
            throw AwsError.NOT_FOUND.because("No such policy exists");
        }
        return new Response(KeyPolicy.shown(names, key.policy()), KeyPolicy.NAME);
    }
}
