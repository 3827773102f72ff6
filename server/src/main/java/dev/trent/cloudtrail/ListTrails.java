package dev.trent.cloudtrail;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.delivery.Trails;
import dev.trent.wire.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the trails of the account, those of all Regions, on one page.
///
/// Source: [ListTrails](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListTrails.html).
final class ListTrails implements Reading<ListTrails.Request, ListTrails.Response> {
    private final TrailRights rights;
    private final Trails trails;

    /// The request.
    ///
    /// @param nextToken no answer has one, so it says nothing
    public record Request(@Nullable String nextToken) {}

    /// The answer.
    public record Response(List<Entry> trails) {}

    /// One trail.
    public record Entry(@WireName("TrailARN") String trailArn, String name, String homeRegion) {}

    ListTrails(TrailRights rights, Trails trails) {
        this.rights = rights;
        this.trails = trails;
    }

    /// Errors: AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, CloudTrailAction.ListTrails);
        return new Response(trails.list(call.caller().account()).stream()
                .map(trail -> new Entry(trail.arn().toString(), trail.name(), trail.region()))
                .toList());
    }
}
