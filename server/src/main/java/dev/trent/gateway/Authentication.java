package dev.trent.gateway;

import dev.trent.aws.Call;
import java.time.Instant;
import java.util.Set;

/// A way to prove who makes a call.
@FunctionalInterface
public interface Authentication {
    /// Returns who makes the call, or refuses it with an [dev.trent.aws.AwsException].
    ///
    /// @param services the signing names that the form of the call allows
    Proven prove(Call call, Set<String> services, Instant now);
}
