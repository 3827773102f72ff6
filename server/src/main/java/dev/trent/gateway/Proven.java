package dev.trent.gateway;

import dev.trent.aws.Caller;
import org.jspecify.annotations.Nullable;

/// What is proven about a call before its body is read.
///
/// @param caller who makes it
/// @param region the Region that it takes place in
/// @param service the signing name of the service that it is for, such as `kms`
/// @param only the one operation that the caller may call for now, such as `iam:ChangePassword`; null if there is no
///     such bound
public record Proven(
        Caller caller,
        String region,
        String service,
        @Nullable String only) {
    /// Makes the proof of a caller that may call every operation.
    public Proven(Caller caller, String region, String service) {
        this(caller, region, service, null);
    }
}
