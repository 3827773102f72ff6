package dev.trent.iam;

import dev.trent.call.Invocation;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.identity.ManagedPolicies;
import dev.trent.identity.ManagedPolicy;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the versions of a managed policy, the newest first.
///
/// Source:
/// [ListPolicyVersions](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html).
final class ListPolicyVersions implements Reading<ListPolicyVersions.Request, ListPolicyVersions.Response> {
    private final IamRights rights;
    private final ManagedPolicies policies;

    /// The request.
    public record Request(
            @Logged @Length(min = 20, max = 2048) @Matches(IamPattern.STORABLE)
            String policyArn,

            @Logged @Nullable @Length(min = 1, max = 320) @Matches(IamPattern.MARKER)
            String marker,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer maxItems)
            implements Paging.Request {}

    /// The answer.
    public record Response(
            List<PolicyVersionEntry> versions,
            Boolean isTruncated,
            @Nullable String marker) {}

    ListPolicyVersions(IamRights rights, ManagedPolicies policies) {
        this.rights = rights;
        this.policies = policies;
    }

    /// Errors: InvalidInput, AccessDenied, NoSuchEntity, ValidationError.
    @Override
    public Response perform(Invocation call, Request request) {
        ManagedPolicy policy = rights.onPolicy(call, "ListPolicyVersions", request.policyArn(), IamFacts.none());
        Paging paging =
                Paging.of(call, "ListPolicyVersions\n" + policy.policyName().id(), request);
        Page<ManagedPolicy.Version> page =
                paging.within(policies.versions(policy.policyName()), ListPolicyVersions::position);
        return new Response(page.map(PolicyVersionEntry::listed), page.truncated(), page.next());
    }

    /// Returns a version's position in the order: the newest first.
    private static String position(ManagedPolicy.Version version) {
        return "%010d".formatted(Integer.MAX_VALUE - version.number());
    }
}
