package dev.trent.kms;

import dev.trent.access.Access;
import dev.trent.access.KeyRequest;
import dev.trent.aws.Tag;
import dev.trent.call.Invocation;
import dev.trent.call.Markers;
import dev.trent.call.Page;
import dev.trent.call.Reading;
import dev.trent.keys.Key;
import dev.trent.keys.KmsAction;
import dev.trent.keys.Tags;
import dev.trent.wire.Length;
import dev.trent.wire.Logged;
import dev.trent.wire.Matches;
import dev.trent.wire.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the tags of a key in the order in which they were added.
///
/// Source:
/// [ListResourceTags](https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html).
final class ListResourceTags implements Reading<ListResourceTags.Request, ListResourceTags.Response> {
    private static final int LIMIT_MAX = 50;

    private final Access access;
    private final Tags tags;

    /// The request: a key id or key ARN, the size of a page, and the start of the page.
    public record Request(
            @Logged @Length(min = 1, max = 2048) @Matches(KmsPattern.KEY_ID)
            String keyId,

            @Logged @Nullable @Range(min = 1, max = 1000) Integer limit,

            @Logged @Nullable @Length(min = 1, max = 1024) @Matches(KmsPattern.MARKER)
            String marker) {}

    /// The answer: one page, and the start of the next page.
    public record Response(List<KmsTag> tags, @Nullable String nextMarker, Boolean truncated) {}

    ListResourceTags(Access access, Tags tags) {
        this.access = access;
        this.tags = tags;
    }

    /// Errors: NotFoundException, InvalidArnException, InvalidMarkerException, AccessDeniedException.
    @Override
    public Response perform(Invocation call, Request request) {
        Key key = access.permit(call, KeyRequest.of(KmsAction.ListResourceTags, request.keyId()))
                .key();
        Markers markers = KmsMarkers.of(call, "ListResourceTags", key.keyId());
        int limit = request.limit() == null ? LIMIT_MAX : Math.min(request.limit(), LIMIT_MAX);
        Page<Tag> page = markers.on(tags.list(key, number(markers.position(request.marker())), limit));
        return new Response(page.map(KmsTag::of), page.next(), page.truncated());
    }

    private static @Nullable Long number(@Nullable String position) {
        try {
            return position == null ? null : Long.valueOf(position);
        } catch (NumberFormatException _) {
            throw KmsMarkers.unusable();
        }
    }
}
