package dev.trent.iam;

import dev.trent.aws.Fold;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.inquiry.PolicyTrial.Source;
import dev.trent.policy.Kind;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Returns the condition keys that the policies in the request use.
///
/// Source:
/// [GetContextKeysForCustomPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html).
final class GetContextKeysForCustomPolicy
        implements Reading<GetContextKeysForCustomPolicy.Request, GetContextKeysForCustomPolicy.Response> {
    private final IamRights rights;
    private final SlowLane lane;

    /// The request.
    public record Request(
            @Logged List<@Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT) String> policyInputList) {}

    /// The answer.
    public record Response(List<String> contextKeyNames) {}

    GetContextKeysForCustomPolicy(IamRights rights, SlowLane lane) {
        this.rights = rights;
        this.lane = lane;
    }

    /// Errors: AccessDenied, Throttling, InvalidInput.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, "GetContextKeysForCustomPolicy");
        return lane.answered(
                IamRights.account(call),
                _ -> new Response(
                        keys(TriedPolicies.read("PolicyInputList", request.policyInputList(), Kind.IDENTITY))));
    }

    /// Returns the condition keys of policies, each once.
    static List<String> keys(List<Source> sources) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (Source source : sources) {
            source.policy().contextKeys().forEach(key -> keys.putIfAbsent(Fold.fold(key), key));
        }
        return List.copyOf(keys.values());
    }
}
