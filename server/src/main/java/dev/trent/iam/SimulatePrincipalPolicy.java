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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Returns the decisions of the policies of a user, group or role, together with the policies in the request.
///
/// As in AWS, stored facts of a resource do not count: neither the policy of a key, unless the request contains
/// it, nor the key's grants. `trent simulate` counts all of them.
///
/// Source:
/// [SimulatePrincipalPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html).
final class SimulatePrincipalPolicy
        implements Reading<SimulatePrincipalPolicy.Request, SimulatePrincipalPolicy.Response> {
    private final IamRights rights;
    private final TriedPolicies policies;
    private final SlowLane lane;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) String policySourceArn,
            @Logged @Nullable List<@Length(min = 1, max = 131072) @Matches(IamPattern.DOCUMENT) String> policyInputList,

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

    SimulatePrincipalPolicy(IamRights rights, TriedPolicies policies, SlowLane lane) {
        this.rights = rights;
        this.policies = policies;
        this.lane = lane;
    }

    /// Errors: AccessDenied, Throttling, NoSuchEntity, InvalidInput, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.ask(call, "SimulatePrincipalPolicy", request.policySourceArn(), IamFacts.none());
        TriedPolicies.Holder holder = policies.existing(IamRights.account(call), request.policySourceArn());
        return lane.answered(IamRights.account(call), steps -> answer(call, request, holder, steps));
    }

    private Response answer(Invocation call, Request request, TriedPolicies.Holder holder, Steps steps) {
        Source resourcePolicy = TriedPolicies.resource(request.resourcePolicy(), request.resourceArns());
        List<Source> attached = new ArrayList<>(holder.attached());
        attached.addAll(TriedPolicies.read("PolicyInputList", request.policyInputList(), Kind.IDENTITY));
        Source boundary = TriedPolicies.boundary(request.permissionsBoundaryPolicyInputList());
        Requester requester = policies.requester(IamRights.account(call), request.callerArn(), holder, resourcePolicy);
        PolicyTrial trial = new PolicyTrial(
                requester,
                attached,
                boundary == null ? holder.boundary() : boundary,
                resourcePolicy,
                TriedPolicies.context(holder, requester, call.time(), ContextEntry.values(request.contextEntries())));
        Page<TrialResults.EvaluationResult> page = new TrialResults(
                        trial, request.actionNames(), request.resourceArns(), steps)
                .page(call, "SimulatePrincipalPolicy\n" + holder.arn(), request.marker(), request.maxItems());
        return new Response(page.items(), page.truncated(), page.next());
    }
}
