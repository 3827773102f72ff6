package dev.trent.gateway;

import dev.trent.call.Invocation;

/// Limits how often a service is called.
@FunctionalInterface
public interface Throttle {
    /// Counts a call, before anything is done for it.
    ///
    /// Errors: ThrottlingException.
    void admit(Invocation call, Record request);
}
