package dev.trent.identity;

import dev.trent.aws.Footprint;
import dev.trent.aws.Partition;
import dev.trent.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A user or a role as authorization sees it: a compiled snapshot. A later change replaces it.
///
/// @param partition the partition of the account
/// @param kind whether it is a user or a role
/// @param account the account it belongs to, twelve digits
/// @param uniqueId `AIDA…` or `AROA…`, never used again
/// @param arn the ARN, path included
/// @param name the friendly name
/// @param tags the tags, by key
/// @param policies the inline and managed policies, for a user also those of every group
/// @param boundary the permissions boundary; null if there is none
/// @param trust the trust policy, with principals by unique id; null for a user
/// @param maxSessionSeconds the longest session of a role; 0 for a user
/// @param stamp a number that no other snapshot in this process has: a decision made under it stays valid
public record Identity(
        Partition partition,
        Kind kind,
        String account,
        String uniqueId,
        String arn,
        String name,
        Map<String, String> tags,
        List<NamedPolicy> policies,
        @Nullable NamedPolicy boundary,
        @Nullable Policy trust,
        int maxSessionSeconds,
        long stamp) {

    /// The kinds of identity that can have policies and act.
    public enum Kind {
        /// An IAM user.
        USER,
        /// An IAM role, which acts through its sessions.
        ROLE
    }

    /// Keeps its own copies.
    public Identity {
        tags = Map.copyOf(tags);
        policies = List.copyOf(policies);
    }

    /// Returns the identity with each policy that gives or limits its rights replaced.
    public Identity with(UnaryOperator<Policy> replacement) {
        return new Identity(
                partition,
                kind,
                account,
                uniqueId,
                arn,
                name,
                tags,
                policies.stream().map(policy -> policy.with(replacement)).toList(),
                boundary == null ? null : boundary.with(replacement),
                trust,
                maxSessionSeconds,
                stamp);
    }

    /// Returns about how many bytes of the heap this takes.
    public long bytes() {
        long bytes = Footprint.object(14)
                + Footprint.text(account)
                + Footprint.text(uniqueId)
                + Footprint.text(arn)
                + Footprint.text(name)
                + Footprint.texts(tags)
                + Footprint.collection(policies.size())
                + (boundary == null ? 0 : boundary.bytes())
                + (trust == null ? 0 : trust.bytes());
        for (NamedPolicy policy : policies) {
            bytes += policy.bytes();
        }
        return bytes;
    }
}
