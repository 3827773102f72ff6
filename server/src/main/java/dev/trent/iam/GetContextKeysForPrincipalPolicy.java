package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.inquiry.PolicyTrial.Source;
import dev.trent.policy.Kind;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Returns the condition keys that the policies of a user, group or role and the policies in the request use.
///
/// Source:
/// [GetContextKeysForPrincipalPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForPrincipalPolicy.html).
final class GetContextKeysForPrincipalPolicy
        implements Reading<GetContextKeysForPrincipalPolicy.Request, GetContextKeysForPrincipalPolicy.Response> {
    private final IamRights rights;
    private final TriedPolicies policies;
    private final SlowLane lane;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) String policySourceArn,

            @Logged @Nullable
            List<@Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT) String> policyInputList) {}

    /// The answer.
    public record Response(List<String> contextKeyNames) {}

    GetContextKeysForPrincipalPolicy(IamRights rights, TriedPolicies policies, SlowLane lane) {
        this.rights = rights;
        this.policies = policies;
        this.lane = lane;
    }

    /// Errors: AccessDenied, Throttling, NoSuchEntity, InvalidInput.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.ask(call, "GetContextKeysForPrincipalPolicy", request.policySourceArn(), IamFacts.none());
        TriedPolicies.Holder holder = policies.existing(IamRights.account(call), request.policySourceArn());
        return lane.answered(IamRights.account(call), _ -> {
            List<Source> all = new ArrayList<>(holder.attached());
            all.addAll(TriedPolicies.read("PolicyInputList", request.policyInputList(), Kind.IDENTITY));
            return new Response(GetContextKeysForCustomPolicy.keys(all));
        });
    }
}
