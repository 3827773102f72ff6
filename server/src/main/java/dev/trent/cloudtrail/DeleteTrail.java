package dev.trent.cloudtrail;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.delivery.Delivery;
import dev.trent.delivery.Trail;
import dev.trent.store.Change;
import dev.trent.wire.Logged;

/// Removes a trail. Its files stay. If it delivers, it delivers what has happened until now, and the last digests.
///
/// Source:
/// [DeleteTrail](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DeleteTrail.html).
final class DeleteTrail implements Writing<DeleteTrail.Request, NoContent> {
    private final TrailRights rights;
    private final Delivery delivery;

    /// The request.
    ///
    /// @param name the name or ARN of the trail
    public record Request(@Logged String name) {}

    DeleteTrail(TrailRights rights, Delivery delivery) {
        this.rights = rights;
        this.delivery = delivery;
    }

    /// Errors: those of [TrailRights#toChange].
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Trail prepared = rights.toChange(call, CloudTrailAction.DeleteTrail, request.name());
        return tx -> {
            delivery.delete(tx, TrailRights.in(tx, call, prepared), call.time());
            return NoContent.INSTANCE;
        };
    }
}
