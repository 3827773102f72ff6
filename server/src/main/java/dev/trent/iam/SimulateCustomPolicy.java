package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.inquiry.PolicyTrial;
import dev.trent.inquiry.PolicyTrial.Source;
import dev.trent.policy.Kind;
import dev.trent.policy.Requester;
import dev.trent.policy.Steps;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Returns the decisions of the policies in the request.
///
/// A resource policy in the request counts as the key policy of the KMS keys that the request names.
/// ResourceOwner changes nothing, because the ARN of a key contains its account. ResourceHandlingOption changes
/// nothing, because it concerns virtual machines only.
///
/// Source:
/// [SimulateCustomPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html).
final class SimulateCustomPolicy implements Reading<SimulateCustomPolicy.Request, SimulateCustomPolicy.Response> {
    private final IamRights rights;
    private final TriedPolicies policies;
    private final SlowLane lane;

    /// The request.
    public record Request(
            @Logged List<@Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT) String> policyInputList,

            @Logged @Nullable
            List<@Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT) String>
                    permissionsBoundaryPolicyInputList,

            @Logged List<@Length(min = 3, max = 128) String> actionNames,
            @Logged @Nullable List<@Length(min = 1, max = 2048) String> resourceArns,

            @Logged @Nullable @Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT)
            String resourcePolicy,

            @Logged @Nullable @Length(min = 1, max = 2048) String resourceOwner,
            @Logged @Nullable @Length(min = 1, max = 2048) String callerArn,
            @Logged @Nullable List<ContextEntry> contextEntries,
            @Logged @Nullable @Length(min = 1, max = 64) String resourceHandlingOption,
            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker) {}

    /// The answer.
    public record Response(
            List<TrialResults.EvaluationResult> evaluationResults,
            Boolean isTruncated,
            @Nullable String marker) {}

    SimulateCustomPolicy(IamRights rights, TriedPolicies policies, SlowLane lane) {
        this.rights = rights;
        this.policies = policies;
        this.lane = lane;
    }

    /// Errors: AccessDenied, Throttling, InvalidInput, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, "SimulateCustomPolicy");
        return lane.answered(IamRights.account(call), steps -> answer(call, request, steps));
    }

    private Response answer(Invocation call, Request request, Steps steps) {
        Source resourcePolicy = TriedPolicies.resource(request.resourcePolicy(), request.resourceArns());
        Requester requester = policies.requester(IamRights.account(call), request.callerArn(), null, resourcePolicy);
        PolicyTrial trial = new PolicyTrial(
                requester,
                TriedPolicies.read("PolicyInputList", request.policyInputList(), Kind.IDENTITY),
                TriedPolicies.boundary(request.permissionsBoundaryPolicyInputList()),
                resourcePolicy,
                TriedPolicies.context(null, requester, call.time(), ContextEntry.values(request.contextEntries())));
        Page<TrialResults.EvaluationResult> page = new TrialResults(
                        trial, request.actionNames(), request.resourceArns(), steps)
                .page(call, "SimulateCustomPolicy", request.marker(), request.maxItems());
        return new Response(page.items(), page.truncated(), page.next());
    }
}
