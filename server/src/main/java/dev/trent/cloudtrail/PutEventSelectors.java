package dev.trent.cloudtrail;

import static dev.trent.aws.AwsError.INVALID_EVENT_SELECTORS;

import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.delivery.Delivery;
import dev.trent.delivery.Trail;
import dev.trent.store.Change;
import dev.trent.wire.Logged;
import dev.trent.wire.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sets which events a trail gets. What it does not get is in the audit log all the same.
///
/// Source:
/// [PutEventSelectors](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html).
final class PutEventSelectors implements Writing<PutEventSelectors.Request, PutEventSelectors.Response> {
    private final TrailRights rights;
    private final Delivery delivery;

    /// The request.
    ///
    /// @param trailName the name or ARN of the trail
    /// @param eventSelectors one
    /// @param advancedEventSelectors Trent has none
    public record Request(
            @Logged String trailName,
            @Logged @Nullable List<EventSelector> eventSelectors,
            @Nullable List<Advanced> advancedEventSelectors) {}

    /// An advanced selector.
    public record Advanced(@Nullable String name) {}

    /// The answer.
    public record Response(
            @Logged @WireName("TrailARN") String trailArn,
            @Logged List<EventSelector> eventSelectors) {}

    PutEventSelectors(TrailRights rights, Delivery delivery) {
        this.rights = rights;
        this.delivery = delivery;
    }

    /// Errors: those of [TrailRights#toChange], InvalidEventSelectorsException, ConflictException.
    @Override
    public Change<Response> prepare(Invocation call, Request request) {
        Trail prepared = rights.toChange(call, CloudTrailAction.PutEventSelectors, request.trailName());
        List<EventSelector> selectors = request.eventSelectors();
        if (request.advancedEventSelectors() != null
                && !request.advancedEventSelectors().isEmpty()) {
            throw INVALID_EVENT_SELECTORS.because("Advanced event selectors are not supported by Trent.");
        }
        if (selectors == null || selectors.size() != 1) {
            throw INVALID_EVENT_SELECTORS.because(
                    "Trent takes exactly one event selector, because it has management events only.");
        }
        return tx -> {
            Trail trail = TrailRights.in(tx, call, prepared);
            Trail changed = trail.getting(selectors.getFirst().on(trail.scope()));
            delivery.update(tx, trail, changed, call.time());
            return new Response(changed.arn().toString(), List.of(EventSelector.of(changed.scope())));
        };
    }
}
