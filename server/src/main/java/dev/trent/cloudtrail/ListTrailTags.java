package dev.trent.cloudtrail;

import static dev.trent.aws.AwsError.INVALID_TOKEN;

import dev.trent.call.Invocation;
import dev.trent.call.Reading;
import dev.trent.delivery.Trail;
import dev.trent.delivery.Trails;
import dev.trent.wire.Logged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the tags of trails: ListTags.
///
/// Source: [ListTags](https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListTags.html).
final class ListTrailTags implements Reading<ListTrailTags.Request, ListTrailTags.Response> {
    private static final int IDS_MAX = 20;

    private final TrailRights rights;
    private final Trails trails;

    /// The request.
    ///
    /// @param resourceIdList the ARNs of at most 20 trails
    public record Request(
            @Logged List<String> resourceIdList, @Nullable String nextToken) {}

    /// The answer.
    public record Response(List<Entry> resourceTagList) {}

    /// The tags of one trail.
    public record Entry(String resourceId, List<TrailTag> tagsList) {}

    ListTrailTags(TrailRights rights, Trails trails) {
        this.rights = rights;
        this.trails = trails;
    }

    @Override
    public String name() {
        return "ListTags";
    }

    /// Errors: those of [TrailRights#toTag], InvalidTokenException.
    @Override
    public Response perform(Invocation call, Request request) {
        if (request.nextToken() != null) {
            throw INVALID_TOKEN.because("The token is not valid: there is one page.");
        }
        return new Response(request.resourceIdList().stream()
                .limit(IDS_MAX)
                .map(id -> tags(rights.toTag(call, CloudTrailAction.ListTags, id)))
                .toList());
    }

    private Entry tags(Trail trail) {
        return new Entry(
                trail.arn().toString(),
                trails.tags(trail.arn()).stream()
                        .map(tag -> new TrailTag(tag.key(), tag.value().isEmpty() ? null : tag.value()))
                        .toList());
    }
}
