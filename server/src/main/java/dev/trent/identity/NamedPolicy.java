package dev.trent.identity;

import dev.trent.aws.Footprint;
import dev.trent.policy.Policy;
import java.util.function.UnaryOperator;

/// A policy with its name, for refusals and explanations.
///
/// @param name the ARN of a managed policy; the name of an inline policy
/// @param holder the ARN of the user, group or role that has the inline policy, or that the managed policy
///     is attached to
/// @param managed whether it is a managed policy
/// @param policy the policy, compiled
public record NamedPolicy(String name, String holder, boolean managed, Policy policy) {
    /// Returns the policy under the same name with another content.
    NamedPolicy with(UnaryOperator<Policy> replacement) {
        return new NamedPolicy(name, holder, managed, replacement.apply(policy));
    }

    /// Returns about how many bytes of the heap this takes.
    long bytes() {
        return Footprint.object(4) + Footprint.text(name) + Footprint.text(holder) + policy.bytes();
    }
}
