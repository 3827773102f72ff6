package dev.trent.gateway;

import dev.trent.aws.Call;
import dev.trent.aws.Caller;
import dev.trent.sigv4.Credentials;
import dev.trent.sigv4.SigV4;
import dev.trent.sigv4.Signed;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/// Finds out who signed a call.
public final class Authenticator {
    private final SigV4 sigV4;
    private final Credentials credentials;
    private final Consumer<Caller> verified;

    /// Makes an authenticator.
    ///
    /// @param verified is told of each caller after the signature was verified and before anything else is done
    public Authenticator(SigV4 sigV4, Credentials credentials, Consumer<Caller> verified) {
        this.sigV4 = sigV4;
        this.credentials = credentials;
        this.verified = verified;
    }

    /// Returns the verified signature of a call, or refuses it.
    Signed authenticate(Call call, Set<String> services, Instant now) {
        Signed signed = sigV4.verify(call, services, credentials, now);
        verified.accept(signed.caller());
        return signed;
    }
}
