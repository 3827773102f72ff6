package dev.trent.cloudtrail;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.delivery.Trail;
import dev.trent.wire.Logged;
import dev.trent.wire.WireName;
import java.util.List;

/// Tells which events a trail gets.
///
/// Source:
/// [GetEventSelectors](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html).
final class GetEventSelectors implements Reading<GetEventSelectors.Request, GetEventSelectors.Response> {
    private final TrailRights rights;

    /// The request.
    ///
    /// @param trailName the name or ARN of the trail
    public record Request(@Logged String trailName) {}

    /// The answer.
    public record Response(@WireName("TrailARN") String trailArn, List<EventSelector> eventSelectors) {}

    GetEventSelectors(TrailRights rights) {
        this.rights = rights;
    }

    /// Errors: those of [TrailRights#on].
    @Override
    public Response perform(Invocation call, Request request) {
        Trail trail = rights.on(call, CloudTrailAction.GetEventSelectors, request.trailName());
        return new Response(trail.arn().toString(), List.of(EventSelector.of(trail.scope())));
    }
}
