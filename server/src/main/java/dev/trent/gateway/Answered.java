package dev.trent.gateway;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an onlooker may know of a call whose answer is on its way; nothing of it is secret.
///
/// @param time when the call was received
/// @param took from then until its record was on disk
/// @param caller who signed it; null if that is not known, as nobody checked or believed the signature
/// @param operation the operation, in the caller's words if there is no such operation
/// @param parameters what its record shows of the request, JSON of at most [#PARAMETERS_BYTES_MAX]; null for
///     nothing
/// @param resources what it names or uses
/// @param refusal null if the call succeeded
@SuppressWarnings("ArrayRecordComponent") // made for one onlooker, never compared
public record Answered(
        Instant time,
        Duration took,
        @Nullable Caller caller,
        String operation,
        byte @Nullable [] parameters,
        List<Arn> resources,
        @Nullable AwsException refusal) {

    /// The longest that the parameters can be.
    public static final int PARAMETERS_BYTES_MAX = 2 * 1024;

    /// Copies what the call still adds to.
    public Answered {
        resources = List.copyOf(resources);
    }
}
