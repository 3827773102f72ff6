package dev.trent.cloudtrail;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.wire.Logged;

/// Describes a trail.
///
/// Source: [GetTrail](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrail.html).
final class GetTrail implements Reading<GetTrail.Request, GetTrail.Response> {
    private final TrailRights rights;

    /// The request.
    ///
    /// @param name the name or ARN of the trail
    public record Request(@Logged String name) {}

    /// The answer.
    public record Response(TrailEntry trail) {}

    GetTrail(TrailRights rights) {
        this.rights = rights;
    }

    /// Errors: those of [TrailRights#on].
    @Override
    public Response perform(Invocation call, Request request) {
        return new Response(TrailEntry.of(rights.on(call, CloudTrailAction.GetTrail, request.name())));
    }
}
