package dev.trent.sigv4;

import org.jspecify.annotations.Nullable;

/// Finds what an access key id stands for.
@FunctionalInterface
public interface Credentials {
    /// Returns the credential, or null for an id that is unknown or inactive, or that the token does not fit.
    ///
    /// @param sessionToken null if the call carries none
    @Nullable
    Credential find(String accessKeyId, @Nullable String sessionToken);
}
