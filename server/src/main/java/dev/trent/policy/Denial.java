package dev.trent.policy;

import dev.trent.aws.Action;

/// Which layer refuses a request, and whether by a Deny or by the lack of an Allow.
///
/// @param layer the layer
/// @param explicit whether a Deny statement applies
public record Denial(Layer layer, boolean explicit) {

    /// Returns the reason as AWS's refusals end: `because no identity-based policy allows the kms:Encrypt
    /// action`.
    public String reason(Action action) {
        return explicit
                ? "with an explicit deny in " + layer.inRefusals(true)
                : "because no " + layer.inRefusals(false) + " allows the " + action + " action";
    }
}
