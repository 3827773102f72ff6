package dev.trent.cloudtrail;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.delivery.Delivery;
import dev.trent.delivery.Trail;
import dev.trent.store.Change;
import dev.trent.wire.Logged;

/// Stops a trail. It delivers what has happened until now, and the last digests.
///
/// Source:
/// [StopLogging](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html).
final class StopLogging implements Writing<StopLogging.Request, NoContent> {
    private final TrailRights rights;
    private final Delivery delivery;

    /// The request.
    ///
    /// @param name the name or ARN of the trail
    public record Request(@Logged String name) {}

    StopLogging(TrailRights rights, Delivery delivery) {
        this.rights = rights;
        this.delivery = delivery;
    }

    /// Errors: those of [TrailRights#toChange].
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Trail prepared = rights.toChange(call, CloudTrailAction.StopLogging, request.name());
        return tx -> {
            delivery.stop(tx, TrailRights.in(tx, call, prepared), call.time());
            return NoContent.INSTANCE;
        };
    }
}
