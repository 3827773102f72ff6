package dev.trent.sts;

import dev.trent.aws.Secret;
import dev.trent.identity.SessionTokens;
import dev.trent.wire.Sensitive;
import dev.trent.wire.Textual;
import java.time.Instant;

/// Temporary credentials as the answer contains them, once. An audit record shows only the id and the
/// expiration.
record Credentials(
        String accessKeyId,
        @Sensitive @Textual Secret secretAccessKey,
        @Sensitive String sessionToken,
        Instant expiration)
        implements AutoCloseable {

    static Credentials of(SessionTokens.Issued issued) {
        return new Credentials(
                issued.content().accessKeyId(),
                issued.secret(),
                issued.token(),
                issued.content().expires());
    }

    /// Zeroes the secret.
    @Override
    public void close() {
        secretAccessKey.close();
    }

    /// Returns the access key id, and no secret.
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
