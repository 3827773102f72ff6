package dev.trent.cloudtrail;

import dev.trent.aws.Arn;
import dev.trent.aws.AwsError;
import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.call.Writing;
import dev.trent.delivery.Trail;
import dev.trent.delivery.Trails;
import dev.trent.store.Change;
import dev.trent.wire.Logged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a trail. It delivers nothing before StartLogging.
///
/// Every bucket name is Trent's own, so nobody else has to make the bucket or to give rights to it.
///
/// Source:
/// [CreateTrail](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html).
final class CreateTrail implements Writing<CreateTrail.Request, TrailEntry> {
    private final TrailRights rights;

    /// The request.
    public record Request(
            @Logged String name,
            @Logged String s3BucketName,
            @Logged @Nullable String s3KeyPrefix,
            @Logged @Nullable String snsTopicName,
            @Logged @Nullable Boolean includeGlobalServiceEvents,
            @Logged @Nullable Boolean isMultiRegionTrail,
            @Logged @Nullable Boolean enableLogFileValidation,
            @Logged @Nullable String cloudWatchLogsLogGroupArn,
            @Logged @Nullable String cloudWatchLogsRoleArn,
            @Logged @Nullable String kmsKeyId,
            @Logged @Nullable Boolean isOrganizationTrail,
            @Logged @Nullable List<TrailTag> tagsList)
            implements TrailSettings {}

    CreateTrail(TrailRights rights) {
        this.rights = rights;
    }

    /// Errors: InvalidTrailNameException, AccessDeniedException, UnsupportedOperationException,
    /// InvalidS3BucketNameException, InvalidS3PrefixException, InvalidParameterCombinationException,
    /// InvalidTagParameterException, TagsLimitExceededException, TrailAlreadyExistsException,
    /// MaximumNumberOfTrailsExceededException, ConflictException.
    @Override
    public Change<TrailEntry> prepare(Invocation call, Request request) {
        String name = TrailNames.checked(request.name());
        Arn arn = Trail.arn(call.caller().account(), call.region(), name);
        rights.to(call, CloudTrailAction.CreateTrail, arn);
        List<Tag> tags = TrailTag.tags(request.tagsList() == null ? List.of() : request.tagsList());
        if (!tags.isEmpty()) {
            rights.to(call, CloudTrailAction.AddTags, arn);
        }
        if (!Trail.isHome(call.region())) {
            throw AwsError.UNSUPPORTED_OPERATION.because(
                    "The name of the Region is too long for a trail's home Region.");
        }
        request.check();
        Trail.Scope scope = TrailSettings.checked(new Trail.Scope(
                Boolean.TRUE.equals(request.isMultiRegionTrail()),
                !Boolean.FALSE.equals(request.includeGlobalServiceEvents()),
                Trail.ReadWrite.All,
                true,
                List.of()));
        Trail trail = Trail.fresh(
                call.caller().account(),
                call.region(),
                name,
                request.place(request.s3BucketName(), null),
                scope,
                Boolean.TRUE.equals(request.enableLogFileValidation()),
                call.time());
        return tx -> {
            Trails.insert(tx, trail);
            TrailTag.add(tx, arn, tags);
            return TrailEntry.ofChanged(trail);
        };
    }
}
