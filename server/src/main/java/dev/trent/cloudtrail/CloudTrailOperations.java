package dev.trent.cloudtrail;

import dev.trent.access.Access;
import dev.trent.call.Operation;
import dev.trent.delivery.Delivery;
import dev.trent.lookup.Lookup;
import java.util.List;

/// The operations of AWS CloudTrail that Trent performs.
public final class CloudTrailOperations {
    private CloudTrailOperations() {}

    /// Returns every operation, in alphabetical order.
    ///
    /// @param rate limits the look-ups of events
    public static List<Operation<?, ?>> all(Access access, Lookup lookup, LookupRate rate, Delivery delivery) {
        LookupTurns turns = new LookupTurns(Runtime.getRuntime().availableProcessors());
        TrailRights rights = new TrailRights(access, delivery.trails());
        return List.of(
                new AddTags(rights),
                new CreateTrail(rights),
                new DeleteTrail(rights, delivery),
                new DescribeTrails(rights, delivery.trails()),
                new GetEventSelectors(rights),
                new GetTrail(rights),
                new GetTrailStatus(rights, delivery),
                new ListPublicKeys(rights, delivery.keys()),
                new ListTrailTags(rights, delivery.trails()),
                new ListTrails(rights, delivery.trails()),
                new LookupEvents(access, lookup, rate, turns),
                new PutEventSelectors(rights, delivery),
                new RemoveTags(rights),
                new StartLogging(rights, delivery),
                new StopLogging(rights, delivery),
                new UpdateTrail(rights, delivery));
    }
}
