package dev.trent.gateway;

import dev.trent.aws.Call;
import dev.trent.sigv4.Credentials;
import dev.trent.sigv4.SigV4;
import dev.trent.sigv4.Signed;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;

/// Finds out who signed a call.
public final class Authenticator {
    private final SigV4 sigV4;
    private final Credentials credentials;
    private final BiConsumer<Signed, Instant> verified;

    /// Makes an authenticator.
    ///
    /// @param verified is told of each signature, and when it came, after it was verified and before
    ///     anything else is
    ///     done
    public Authenticator(SigV4 sigV4, Credentials credentials, BiConsumer<Signed, Instant> verified) {
        this.sigV4 = sigV4;
        this.credentials = credentials;
        this.verified = verified;
    }

    /// Returns the verified signature of a call, or refuses it.
    Signed authenticate(Call call, Set<String> services, Instant now) {
        Signed signed = sigV4.verify(call, services, credentials, now);
        verified.accept(signed, now);
        return signed;
    }
}
