package dev.trent.cloudtrail;

import dev.trent.delivery.Trail;
import dev.trent.wire.Logged;
import dev.trent.wire.WireName;
import org.jspecify.annotations.Nullable;

/// A trail as answers describe it.
///
/// @param homeRegion null in the answers of CreateTrail and UpdateTrail, as the two after `isOrganizationTrail`
public record TrailEntry(
        @Logged String name,
        @Logged String s3BucketName,
        @Logged @Nullable String s3KeyPrefix,
        @Logged Boolean includeGlobalServiceEvents,
        @Logged Boolean isMultiRegionTrail,
        @Nullable String homeRegion,
        @WireName("TrailARN") @Logged String trailArn,
        @Logged Boolean logFileValidationEnabled,
        @Logged Boolean isOrganizationTrail,
        @Nullable Boolean hasCustomEventSelectors,
        @Nullable Boolean hasInsightSelectors) {

    /// Describes a trail as GetTrail and DescribeTrails do.
    static TrailEntry of(Trail trail) {
        return of(trail, trail.region(), !trail.scope().plain(), false);
    }

    /// Describes a trail as CreateTrail and UpdateTrail do.
    static TrailEntry ofChanged(Trail trail) {
        return of(trail, null, null, null);
    }

    private static TrailEntry of(
            Trail trail, @Nullable String home, @Nullable Boolean customSelectors, @Nullable Boolean insightSelectors) {
        return new TrailEntry(
                trail.name(),
                trail.place().bucket(),
                trail.place().prefix(),
                trail.scope().globalEvents(),
                trail.scope().multiRegion(),
                home,
                trail.arn().toString(),
                trail.validated(),
                false,
                customSelectors,
                insightSelectors);
    }
}
