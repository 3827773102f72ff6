package dev.trent.cloudtrail;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.delivery.Trail;
import dev.trent.delivery.Trails;
import dev.trent.store.Change;
import dev.trent.wire.Logged;
import java.util.List;

/// Takes tags from a trail. Their values do not count.
///
/// Source: [RemoveTags](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_RemoveTags.html).
final class RemoveTags implements Writing<RemoveTags.Request, NoContent> {
    private final TrailRights rights;

    /// The request.
    ///
    /// @param resourceId the ARN of the trail
    public record Request(@Logged String resourceId, @Logged List<TrailTag> tagsList) {}

    RemoveTags(TrailRights rights) {
        this.rights = rights;
    }

    /// Errors: those of [TrailRights#toTag], InvalidTagParameterException, TagsLimitExceededException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Trail prepared = rights.toTag(call, CloudTrailAction.RemoveTags, request.resourceId());
        var tags = TrailTag.tags(request.tagsList());
        return tx -> {
            Trail trail = TrailRights.in(tx, call, prepared);
            tags.forEach(tag -> Trails.untag(tx, trail.arn(), tag.key()));
            return NoContent.INSTANCE;
        };
    }
}
