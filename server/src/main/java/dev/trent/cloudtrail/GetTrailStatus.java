package dev.trent.cloudtrail;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.delivery.Delivery;
import dev.trent.delivery.Trail;
import dev.trent.delivery.Trails;
import dev.trent.wire.Logged;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Tells whether a trail delivers, and when it did the last time.
///
/// Source:
/// [GetTrailStatus](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html).
final class GetTrailStatus implements Reading<GetTrailStatus.Request, GetTrailStatus.Response> {
    private final TrailRights rights;
    private final Delivery delivery;

    /// The request.
    ///
    /// @param name the name or ARN of the trail
    public record Request(@Logged String name) {}

    /// The answer. The texts repeat the times, as older clients read them.
    public record Response(
            Boolean isLogging,
            @Nullable String latestDeliveryError,
            @Nullable Instant latestDeliveryTime,
            @Nullable Instant startLoggingTime,
            @Nullable Instant stopLoggingTime,
            @Nullable Instant latestDigestDeliveryTime,
            @Nullable String latestDigestDeliveryError,
            String latestDeliveryAttemptTime,
            String latestNotificationAttemptTime,
            String latestNotificationAttemptSucceeded,
            String latestDeliveryAttemptSucceeded,
            String timeLoggingStarted,
            String timeLoggingStopped) {}

    GetTrailStatus(TrailRights rights, Delivery delivery) {
        this.rights = rights;
        this.delivery = delivery;
    }

    /// Errors: those of [TrailRights#on].
    @Override
    public Response perform(Invocation call, Request request) {
        Trail trail = rights.on(call, CloudTrailAction.GetTrailStatus, request.name());
        Trails.LastTimes times = delivery.trails().lastTimes(trail);
        Trail.Logging logging = trail.logging();
        return new Response(
                logging.on(),
                trail.active() ? delivery.trouble(trail) : null,
                times.delivered(),
                logging.started(),
                logging.stopped(),
                times.digested(),
                delivery.digestTrouble(trail),
                text(times.delivered()),
                "",
                "",
                text(times.delivered()),
                text(logging.started()),
                text(logging.stopped()));
    }

    private static String text(@Nullable Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
