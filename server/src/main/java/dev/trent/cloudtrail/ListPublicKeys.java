package dev.trent.cloudtrail;

import static dev.trent.aws.AwsError.INVALID_TIME_RANGE;
import static dev.trent.aws.AwsError.INVALID_TOKEN;

import dev.trent.aws.Blob;
import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.delivery.DigestKeys;
import dev.trent.wire.Logged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the public keys that verify the digests of the Region.
///
/// Source:
/// [ListPublicKeys](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html).
final class ListPublicKeys implements Reading<ListPublicKeys.Request, ListPublicKeys.Response> {
    private final TrailRights rights;
    private final DigestKeys keys;

    /// The request. Without times it is for the keys of now.
    public record Request(
            @Logged @Nullable Instant startTime,
            @Logged @Nullable Instant endTime,
            @Nullable String nextToken) {}

    /// The answer.
    public record Response(List<Entry> publicKeyList) {}

    /// One key.
    ///
    /// @param value `RSAPublicKey` of PKCS #1 in DER
    /// @param fingerprint the MD5 of the value, in lower-case hexadecimal
    public record Entry(Blob value, Instant validityStartTime, Instant validityEndTime, String fingerprint) {}

    ListPublicKeys(TrailRights rights, DigestKeys keys) {
        this.rights = rights;
        this.keys = keys;
    }

    /// Errors: AccessDeniedException, InvalidTimeRangeException, InvalidTokenException.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, CloudTrailAction.ListPublicKeys);
        Instant end = request.endTime() == null ? call.time() : request.endTime();
        Instant start = request.startTime() == null ? end : request.startTime();
        if (start.isAfter(end)) {
            throw INVALID_TIME_RANGE.because("The start time must not be after the end time.");
        }
        if (request.nextToken() != null) {
            throw INVALID_TOKEN.because("The token is not valid: there is one page.");
        }
        return new Response(keys.list(call.region(), start, end).stream()
                .map(key -> new Entry(Blob.owning(key.value()), key.begin(), key.end(), key.fingerprint()))
                .toList());
    }
}
