package dev.trent.gateway;

import dev.trent.call.Invocation;

/// Limits how often a service is called.
@FunctionalInterface
public interface Throttle {
    /// Counts a call before the operation is performed.
    ///
    /// Errors: ThrottlingException.
    void admit(Invocation call, Record request);
}
