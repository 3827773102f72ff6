package dev.trent.gateway;

import dev.trent.aws.AwsError;
import dev.trent.aws.Call;
import dev.trent.aws.Partition;
import dev.trent.sigv4.CredentialFinder;
import dev.trent.sigv4.SigV4;
import dev.trent.sigv4.Signed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BiConsumer;

/// Proves a caller by the signature of the call.
public final class Authenticator implements Authentication {
    private final SigV4 sigV4;
    private final CredentialFinder credentials;
    private final Partition partition;
    private final InstantSource real;
    private final BiConsumer<Signed, Instant> verified;

    /// Makes an authenticator.
    ///
    /// @param partition the only one whose Regions are served
    /// @param real the clock of the machine, as the callers have it. The time of a call may be another one, if
    ///     tests have moved it
    /// @param verified gets each verified signature and its time of arrival, before anything else is done
    public Authenticator(
            SigV4 sigV4,
            CredentialFinder credentials,
            Partition partition,
            InstantSource real,
            BiConsumer<Signed, Instant> verified) {
        this.sigV4 = sigV4;
        this.credentials = credentials;
        this.partition = partition;
        this.real = real;
        this.verified = verified;
    }

    @Override
    public Proven prove(Call call, Set<String> services, Instant now) {
        Signed signed = sigV4.verify(call, services, credentials, real.instant());
        requireOurs(signed.region());
        verified.accept(signed, now);
        return new Proven(signed.caller(), region(signed), signed.service());
    }

    private void requireOurs(String region) {
        Partition theirs = Partition.ofRegion(region);
        if (theirs != partition) {
            throw AwsError.INVALID_SIGNATURE.because("The Region '" + region + "' belongs to the partition " + theirs
                    + ", and this server serves " + partition + ": make the server with --partition " + theirs + ".");
        }
    }

    /// IAM has no Regions. Its calls may be signed for any Region of the partition, and take place in one of
    /// them.
    private static String region(Signed signed) {
        return signed.service().equals("iam")
                ? Partition.ofRegion(signed.region()).usualRegion()
                : signed.region();
    }
}
