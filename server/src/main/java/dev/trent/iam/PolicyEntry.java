package dev.trent.iam;

import dev.trent.aws.Tag;
import dev.trent.identity.ManagedPolicy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A managed policy as the API writes it.
///
/// Source: [Policy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html).
public record PolicyEntry(
        String policyName,
        String policyId,
        String arn,
        String path,
        String defaultVersionId,
        Integer attachmentCount,
        Integer permissionsBoundaryUsageCount,
        Boolean isAttachable,
        @Nullable String description,
        Instant createDate,
        Instant updateDate,
        @Nullable List<IamTag> tags) {

    /// Returns a policy with its description and its tags.
    static PolicyEntry of(ManagedPolicy policy, List<Tag> tags) {
        return of(policy, policy.description(), IamTag.of(tags));
    }

    /// Returns a policy as lists show it: without description and tags.
    static PolicyEntry listed(ManagedPolicy policy) {
        return of(policy, null, null);
    }

    private static PolicyEntry of(ManagedPolicy policy, @Nullable String description, @Nullable List<IamTag> tags) {
        return new PolicyEntry(
                policy.policyName().name(),
                policy.policyName().id(),
                policy.policyName().arn(),
                policy.policyName().path(),
                "v" + policy.defaultVersion(),
                policy.attachments(),
                policy.boundaryUses(),
                true,
                description,
                policy.created(),
                policy.updated(),
                tags);
    }
}
