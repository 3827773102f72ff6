package dev.trent.cloudtrail;

import dev.trent.call.Invocation;
import dev.trent.call.Operation.NoContent;
import dev.trent.call.Writing;
import dev.trent.delivery.Trail;
import dev.trent.store.Change;
import dev.trent.wire.Logged;
import java.util.List;

/// Gives a trail tags, or other values to tags that it has.
///
/// Source: [AddTags](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AddTags.html).
final class AddTags implements Writing<AddTags.Request, NoContent> {
    private final TrailRights rights;

    /// The request.
    ///
    /// @param resourceId the ARN of the trail
    public record Request(@Logged String resourceId, @Logged List<TrailTag> tagsList) {}

    AddTags(TrailRights rights) {
        this.rights = rights;
    }

    /// Errors: those of [TrailRights#toTag], InvalidTagParameterException, TagsLimitExceededException.
    @Override
    public Change<NoContent> prepare(Invocation call, Request request) {
        Trail prepared = rights.toTag(call, CloudTrailAction.AddTags, request.resourceId());
        var tags = TrailTag.tags(request.tagsList());
        return tx -> {
            Trail trail = TrailRights.in(tx, call, prepared);
            TrailTag.add(tx, trail.arn(), tags);
            return NoContent.INSTANCE;
        };
    }
}
