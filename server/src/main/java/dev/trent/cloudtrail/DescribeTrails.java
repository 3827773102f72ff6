package dev.trent.cloudtrail;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.delivery.Trail;
import dev.trent.delivery.Trails;
import dev.trent.wire.Logged;
import dev.trent.wire.WireName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Describes the trails of the call's Region, and those of other Regions that get the records of all Regions.
///
/// Source:
/// [DescribeTrails](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html).
final class DescribeTrails implements Reading<DescribeTrails.Request, DescribeTrails.Response> {
    private final TrailRights rights;
    private final Trails trails;

    /// The request.
    ///
    /// @param trailNameList names of trails of this Region, or ARNs; nothing for all
    /// @param includeShadowTrails whether trails of other Regions are described too
    public record Request(
            @Logged @Nullable @WireName("trailNameList") List<String> trailNameList,

            @Logged @Nullable @WireName("includeShadowTrails")
            Boolean includeShadowTrails) {}

    /// The answer.
    public record Response(@WireName("trailList") List<TrailEntry> trailList) {}

    DescribeTrails(TrailRights rights, Trails trails) {
        this.rights = rights;
        this.trails = trails;
    }

    /// Errors: InvalidTrailNameException, CloudTrailARNInvalidException, AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        rights.inAccount(call, CloudTrailAction.DescribeTrails);
        List<String> names = request.trailNameList() == null ? List.of() : request.trailNameList();
        Set<String> wanted = names.stream()
                .map(name -> TrailNames.arn(call, name).toString())
                .collect(Collectors.toSet());
        boolean shadows = !Boolean.FALSE.equals(request.includeShadowTrails());
        return new Response(trails.list(call.caller().account()).stream()
                .filter(trail -> names.isEmpty()
                        ? isHere(call, trail) || (shadows && trail.scope().multiRegion())
                        : wanted.contains(trail.arn().toString()))
                .map(TrailEntry::of)
                .toList());
    }

    private static boolean isHere(Invocation call, Trail trail) {
        return trail.region().equals(call.region());
    }
}
