package dev.trent.sigv4;

import dev.trent.aws.AwsException;
import org.jspecify.annotations.Nullable;

/// Finds the secret of an access key for the verifier.
@FunctionalInterface
public interface CredentialFinder {

    /// Returns the usable access key of that id, or null.
    ///
    /// Null means that key and token do not belong to a live identity. The key is unknown, inactive or deleted;
    /// or a temporary key comes without its own token; or a long-term key comes with a token. An implementation
    /// throws [#expired()] only for a token that is authentic but past its end.
    ///
    /// @param accessKeyId as claimed by the request; nothing about it has been proved
    /// @param sessionToken the session token as claimed, or null if the request carries none
    @Nullable
    Credential find(String accessKeyId, @Nullable String sessionToken);

    /// Returns the refusal of an authentic session token that is past its end: ExpiredTokenException.
    static AwsException expired() {
        return Refusals.tokenExpired();
    }
}
