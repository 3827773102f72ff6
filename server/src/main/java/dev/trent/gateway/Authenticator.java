package dev.trent.gateway;

import dev.trent.aws.AwsError;
import dev.trent.aws.Call;
import dev.trent.aws.Partition;
import dev.trent.sigv4.CredentialFinder;
import dev.trent.sigv4.SigV4;
import dev.trent.sigv4.Signed;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;

/// Finds the signer of a call.
public final class Authenticator {
    private final SigV4 sigV4;
    private final CredentialFinder credentials;
    private final Partition partition;
    private final BiConsumer<Signed, Instant> verified;

    /// Makes an authenticator.
    ///
    /// @param partition the only one whose Regions are served
    /// @param verified gets each verified signature and its time of arrival, before anything else is done
    public Authenticator(
            SigV4 sigV4, CredentialFinder credentials, Partition partition, BiConsumer<Signed, Instant> verified) {
        this.sigV4 = sigV4;
        this.credentials = credentials;
        this.partition = partition;
        this.verified = verified;
    }

    /// Returns the verified signature of a call, or refuses it.
    Signed authenticate(Call call, Set<String> services, Instant now) {
        Signed signed = sigV4.verify(call, services, credentials, now);
        requireOurs(signed.region());
        verified.accept(signed, now);
        return signed;
    }

    private void requireOurs(String region) {
        Partition theirs = Partition.ofRegion(region);
        if (theirs != partition) {
            throw AwsError.INVALID_SIGNATURE.because("The Region '" + region + "' belongs to the partition " + theirs
                    + ", and this server serves " + partition + ": make the server with --partition " + theirs + ".");
        }
    }
}
