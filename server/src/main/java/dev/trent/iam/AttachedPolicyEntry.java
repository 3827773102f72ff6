package dev.trent.iam;

import dev.trent.identity.PolicyName;

/// An attached managed policy, as the API writes it.
///
/// Source: [AttachedPolicy](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPolicy.html).
public record AttachedPolicyEntry(String policyName, String policyArn) {

    static AttachedPolicyEntry of(PolicyName policy) {
        return new AttachedPolicyEntry(policy.name(), policy.arn());
    }
}
