package dev.trent.cloudtrail;

import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.delivery.Delivery;
import dev.trent.delivery.Trail;
import dev.trent.store.Change;
import dev.trent.wire.Logged;
import org.jspecify.annotations.Nullable;

/// Changes a trail. Its chain of digests goes on in another bucket.
///
/// Source:
/// [UpdateTrail](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html).
final class UpdateTrail implements Writing<UpdateTrail.Request, TrailEntry> {
    private final TrailRights rights;
    private final Delivery delivery;

    /// The request.
    public record Request(
            @Logged String name,
            @Logged @Nullable String s3BucketName,
            @Logged @Nullable String s3KeyPrefix,
            @Logged @Nullable String snsTopicName,
            @Logged @Nullable Boolean includeGlobalServiceEvents,
            @Logged @Nullable Boolean isMultiRegionTrail,
            @Logged @Nullable Boolean enableLogFileValidation,
            @Logged @Nullable String cloudWatchLogsLogGroupArn,
            @Logged @Nullable String cloudWatchLogsRoleArn,
            @Logged @Nullable String kmsKeyId,
            @Logged @Nullable Boolean isOrganizationTrail)
            implements TrailSettings {}

    UpdateTrail(TrailRights rights, Delivery delivery) {
        this.rights = rights;
        this.delivery = delivery;
    }

    /// Errors: those of [TrailRights#toChange], UnsupportedOperationException, InvalidS3BucketNameException,
    /// InvalidS3PrefixException, InvalidParameterCombinationException, MaximumNumberOfTrailsExceededException.
    @Override
    public Change<TrailEntry> prepare(Invocation call, Request request) {
        Trail prepared = rights.toChange(call, CloudTrailAction.UpdateTrail, request.name());
        request.check();
        return tx -> {
            Trail before = TrailRights.in(tx, call, prepared);
            Trail changed = changed(before, request);
            delivery.update(tx, before, changed, call.time());
            return TrailEntry.ofChanged(changed);
        };
    }

    private static Trail changed(Trail trail, Request request) {
        Trail.Scope before = trail.scope();
        Trail.Scope scope = TrailSettings.checked(new Trail.Scope(
                or(request.isMultiRegionTrail(), before.multiRegion()),
                or(request.includeGlobalServiceEvents(), before.globalEvents()),
                before.readWrite(),
                before.management(),
                before.excluded()));
        return trail.at(request.place(trail.place().bucket(), trail.place().prefix()))
                .getting(scope)
                .validated(or(request.enableLogFileValidation(), trail.validated()));
    }

    private static boolean or(@Nullable Boolean sent, boolean before) {
        return sent == null ? before : sent;
    }
}
