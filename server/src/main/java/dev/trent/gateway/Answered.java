package dev.trent.gateway;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsException;
import dev.trent.aws.Caller;
import dev.trent.call.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts of a call that an onlooker may see. The answer is ready. Nothing here is secret.
///
/// @param time when the call was received
/// @param took the time from there until its record was on disk
/// @param caller the signer; null if it is unknown, because the signature was not checked or is wrong
/// @param operation the operation; if it does not exist, the caller's text
/// @param parameters the part of the request that its record shows, JSON of at most [#PARAMETERS_BYTES_MAX];
///     null for nothing
/// @param resources the resources that the call names or uses
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

    /// Copies the list, because the call may still add to it.
    public Answered {
        resources = List.copyOf(resources);
    }

    /// Returns the facts of an authenticated call that the onlooker sees.
    static Answered of(Invocation call, Duration took, @Nullable AwsException refusal) {
        return new Answered(
                call.time(),
                took,
                call.caller(),
                call.event().name(),
                call.requestParameters().within(PARAMETERS_BYTES_MAX),
                call.resources(),
                refusal);
    }
}
